package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.session.Device;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where a call comes from, read once.
 *
 * @param key one for all spellings of an address, and one for a whole IPv6 /64, which is what one subscriber has
 * @param text as events and sessions show it
 */
public record CallerAddress(String key, String text) {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:][0-9a-fA-F:.]{1,44}");
    private static final int IPV6_PREFIX_BYTES = 8;
    private static final Pattern IPV6_KEY = Pattern.compile("[0-9a-f]{16}/64");
    private static final int NEIGHBOURHOOD_DIGITS = 12;

    public static CallerAddress of(String ip) {
        return new CallerAddress(key(ip), Objects.requireNonNull(new Device(null, ip).ip()));
    }

    /** One for a whole IPv6 /48, of which one subscriber can have every /64; elsewhere the key. */
    String neighbourhood() {
        return IPV6_KEY.matcher(key).matches() ? key.substring(0, NEIGHBOURHOOD_DIGITS) + "/48" : key;
    }

    private static String key(String ip) {
        String text = unbracket(ip.trim());
        if (!isLiteral(text)) {
            return ip;
        }
        try {
            InetAddress address = InetAddress.getByName(text);
            byte[] bytes = address.getAddress();
            return address instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_PREFIX_BYTES)) + "/64"
                    : HexFormat.of().formatHex(bytes);
        } catch (UnknownHostException e) {
            return ip;
        }
    }

    /** Only literals may reach InetAddress, which asks the DNS about anything else, {@code 256.1.1.1} included. */
    static boolean isLiteral(String text) {
        return IPV4.matcher(text).matches()
                || (text.indexOf(':') >= 0 && IPV6.matcher(text).matches());
    }

    private static String unbracket(String ip) {
        String text = ip.startsWith("[") && ip.endsWith("]") ? ip.substring(1, ip.length() - 1) : ip;
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    /** The key may be whatever a client sent. */
    @Override
    public String toString() {
        return "CallerAddress[" + text + "]";
    }
}
