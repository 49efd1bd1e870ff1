package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.limit.IpNetwork;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a call comes from, read once.
 *
 * @param ip one address
 */
public record CallerAddress(IpNetwork ip) {
    private static final int SUBSCRIBER_BITS = 64;
    private static final int NEIGHBOURHOOD_BITS = 48;

    private static final String PORT = "(?::[0-9]{1,5})?";
    private static final String ZONE = "(?:%[^]/:\\s]+)?";

    /**
     * What Java and servers write around an address: a name and a slash, brackets, a zone, a port. Without brackets nobody
     * can tell a port from the end of an IPv6 address.
     */
    private static final Pattern DRESSED = Pattern.compile("(?:[^/,\\s]*/)?"
            + ("(?:\\[([0-9a-fA-F:.]+)" + ZONE + "]" + PORT)
            + ("|([0-9.]+)" + PORT)
            + ("|([0-9a-fA-F:.]+)" + ZONE + ")"));

    /** Empty for what is no single address, a list or a word for instance: a guess would be wrong for somebody. */
    public static Optional<CallerAddress> of(String text) {
        String bare = text.strip();
        return IpNetwork.address(bare).or(() -> undressed(bare)).map(CallerAddress::new);
    }

    private static Optional<IpNetwork> undressed(String text) {
        Matcher matcher = DRESSED.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Stream.of(matcher.group(1), matcher.group(2), matcher.group(3))
                .filter(Objects::nonNull)
                .findFirst()
                .flatMap(IpNetwork::address);
    }

    /** What one subscriber has: of IPv6 a whole /64. */
    public IpNetwork subscriber() {
        return ip.isIpv6() ? ip.widened(SUBSCRIBER_BITS) : ip;
    }

    /** One for all addresses of a subscriber. */
    public String key() {
        return subscriber().toString();
    }

    /** One for a whole IPv6 /48, of which one subscriber can have every /64; of IPv4 the key. */
    String neighbourhood() {
        return ip.isIpv6() ? ip.widened(NEIGHBOURHOOD_BITS).toString() : key();
    }

    /** As events and sessions show it. */
    public String text() {
        return ip.toString();
    }
}
