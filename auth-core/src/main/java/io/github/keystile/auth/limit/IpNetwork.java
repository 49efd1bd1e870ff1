package io.github.keystile.auth.limit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A network of IPv4 or IPv6, or one address, which is the smallest. Read from text alone: no DNS is ever asked.
 *
 * <p>An IPv4 address inside an IPv6 one counts as that IPv4 address: mapped ({@code ::ffff:0:0/96}), NAT64 ({@code
 * 64:ff9b::/96}) and 6to4 ({@code 2002::/16}). Immutable.
 */
public final class IpNetwork {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9a-fA-F:][0-9a-fA-F:.]{1,44}");
    private static final Pattern PREFIX = Pattern.compile("[1-9]?[0-9]|1[01][0-9]|12[0-8]");
    private static final int[] NAT64 = {0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final int[] SIX_TO_FOUR = {0x20, 0x02};
    private static final int IPV4_BYTES = 4;

    private final byte[] bytes;
    private final int prefix;

    private IpNetwork(byte[] bytes, int prefix) {
        this.bytes = bytes;
        this.prefix = prefix;
    }

    /**
     * A network in CIDR notation, such as {@code 198.51.100.0/24} or {@code 2001:db8::/32}, or one address.
     *
     * @throws IllegalArgumentException if the text is something else, has bits beyond its prefix, or writes an IPv4
     *     network as IPv6
     */
    public static IpNetwork of(String cidr) {
        int slash = cidr.indexOf('/');
        IpNetwork network = address(slash < 0 ? cidr : cidr.substring(0, slash))
                .filter(address -> slash < 0
                        || (address.isIpv6() == (cidr.indexOf(':') >= 0)
                                && PREFIX.matcher(cidr.substring(slash + 1)).matches()))
                .orElseThrow(IpNetwork::unreadable);
        if (slash < 0) {
            return network;
        }
        int prefix = Integer.parseInt(cidr.substring(slash + 1));
        if (prefix > network.prefix || !Arrays.equals(network.widened(prefix).bytes, network.bytes)) {
            throw unreadable();
        }
        return network.widened(prefix);
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException("Write a network as its first address and prefix, such as 198.51.100.0/24"
                + " or 2001:db8::/32; one of IPv4 as IPv4");
    }

    /** One address, without brackets, port or zone; empty if the text is anything else. */
    public static Optional<IpNetwork> address(String literal) {
        if (!IPV4.matcher(literal).matches() && !IPV6.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            // Only literals may come here: InetAddress asks the DNS about anything else, 256.1.1.1 included.
            byte[] bytes = embedded(InetAddress.getByName(literal).getAddress());
            return Optional.of(new IpNetwork(bytes, bytes.length * Byte.SIZE));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** The IPv4 address that is meant; {@link InetAddress} has unwrapped mapped ones. */
    private static byte[] embedded(byte[] bytes) {
        if (bytes.length > IPV4_BYTES && startsWith(bytes, NAT64)) {
            return Arrays.copyOfRange(bytes, NAT64.length, bytes.length);
        }
        return bytes.length > IPV4_BYTES && startsWith(bytes, SIX_TO_FOUR)
                ? Arrays.copyOfRange(bytes, SIX_TO_FOUR.length, SIX_TO_FOUR.length + IPV4_BYTES)
                : bytes;
    }

    private static boolean startsWith(byte[] bytes, int[] start) {
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xff) != start[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is one of IPv6. */
    public boolean isIpv6() {
        return bytes.length > IPV4_BYTES;
    }

    /** Whether all of another network, or one address, lies in this one. */
    public boolean contains(IpNetwork other) {
        return other.bytes.length == bytes.length
                && other.prefix >= prefix
                && Arrays.equals(other.widened(prefix).bytes, bytes);
    }

    /**
     * The network around this one that has so many bits in common.
     *
     * @param bits 0 to 32, for IPv6 to 128
     * @throws IllegalArgumentException if this network is wider already
     */
    public IpNetwork widened(int bits) {
        if (bits < 0 || bits > prefix) {
            throw new IllegalArgumentException("Widen to a prefix between 0 and " + prefix);
        }
        byte[] kept = new byte[bytes.length];
        for (int i = 0; i < kept.length; i++) {
            int here = Math.max(0, Math.min(Byte.SIZE, bits - i * Byte.SIZE));
            kept[i] = (byte) (bytes[i] & (0xff00 >> here));
        }
        return new IpNetwork(kept, bits);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpNetwork network && network.prefix == prefix && Arrays.equals(network.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bytes) + prefix;
    }

    /** The one spelling of it: of IPv6 that of RFC 5952, of one address without a prefix. */
    @Override
    public String toString() {
        String address = isIpv6() ? ipv6() : ipv4();
        return prefix == bytes.length * Byte.SIZE ? address : address + "/" + prefix;
    }

    private String ipv4() {
        return (bytes[0] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[2] & 0xff) + "." + (bytes[3] & 0xff);
    }

    private String ipv6() {
        int groups = bytes.length / 2;
        int from = groups;
        int longest = 1;
        for (int i = 0; i < groups; i++) {
            int zeros = zerosFrom(i, groups);
            if (zeros > longest) {
                longest = zeros;
                from = i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < groups; i++) {
            if (i == from) {
                text.append("::");
                i += longest - 1;
            } else {
                boolean first = text.isEmpty() || text.charAt(text.length() - 1) == ':';
                text.append(first ? "" : ":").append(Integer.toHexString(group(i)));
            }
        }
        return text.toString();
    }

    private int zerosFrom(int start, int groups) {
        int end = start;
        while (end < groups && group(end) == 0) {
            end++;
        }
        return end - start;
    }

    private int group(int i) {
        return (bytes[2 * i] & 0xff) << Byte.SIZE | (bytes[2 * i + 1] & 0xff);
    }
}
