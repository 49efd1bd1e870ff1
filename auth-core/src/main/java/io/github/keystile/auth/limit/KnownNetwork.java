package io.github.keystile.auth.limit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network of which an application knows that many honest people share its addresses: a school, an office, a proxy of
 * its own. It widens the budgets of callers and nothing else; accounts, identifiers and mailboxes keep theirs. Each
 * address of the network, of IPv6 each /64, still has budgets of its own. Immutable.
 */
public final class KnownNetwork {
    private static final int MOST_TIMES = 1000;
    private static final int EXEMPT = 0;

    private final IpNetwork network;
    private final int times;
    /** For logins, codes and requests; empty where the usual budgets count. */
    private final List<Budget> own;

    private KnownNetwork(String cidr, int times, List<Budget> own) {
        this.network = IpNetwork.of(cidr);
        this.times = times;
        this.own = own;
    }

    /**
     * One whose callers have no budget at all.
     *
     * @param cidr such as {@code 198.51.100.0/24} or {@code 2001:db8::/32}, or one address
     * @throws IllegalArgumentException if the text is no network
     */
    public static KnownNetwork exempt(String cidr) {
        return new KnownNetwork(cidr, EXEMPT, List.of());
    }

    /**
     * One whose callers have so many times the usual budgets, to the most that a {@link Budget} may be.
     *
     * @param cidr such as {@code 198.51.100.0/24} or {@code 2001:db8::/32}, or one address
     * @param factor 2 to 1000
     * @throws IllegalArgumentException if the text is no network, or the factor is out of its range
     */
    public static KnownNetwork times(String cidr, int factor) {
        if (factor < 2 || factor > MOST_TIMES) {
            throw new IllegalArgumentException("Set a known network's factor between 2 and " + MOST_TIMES);
        }
        return new KnownNetwork(cidr, factor, List.of());
    }

    /**
     * One whose callers have budgets of their own.
     *
     * @param cidr such as {@code 198.51.100.0/24} or {@code 2001:db8::/32}, or one address
     * @param wrongLogins in place of {@link LimitPolicy#wrongLoginsPerCaller}
     * @param wrongCodes in place of {@link LimitPolicy#wrongCodesPerCaller}
     * @param requests in place of {@link LimitPolicy#requestsPerCaller}
     * @throws IllegalArgumentException if the text is no network
     */
    public static KnownNetwork withBudgets(String cidr, Budget wrongLogins, Budget wrongCodes, Budget requests) {
        return new KnownNetwork(cidr, 1, List.of(wrongLogins, wrongCodes, requests));
    }

    /** Whether an address is one of its own. */
    public boolean contains(IpNetwork address) {
        // Of IPv6 a /64 is one caller, so all of it is known if a part is.
        return network.contains(address) || address.contains(network);
    }

    /** What its callers may get wrong of passwords, where others may get {@code usual} wrong; empty if anything. */
    public Optional<Budget> wrongLogins(Budget usual) {
        return budget(usual, 0);
    }

    /** What its callers may get wrong of codes, where others may get {@code usual} wrong; empty if anything. */
    public Optional<Budget> wrongCodes(Budget usual) {
        return budget(usual, 1);
    }

    /** What its callers may ask for, where others may ask for {@code usual}; empty if anything. */
    public Optional<Budget> requests(Budget usual) {
        return budget(usual, 2);
    }

    private Optional<Budget> budget(Budget usual, int axis) {
        if (times == EXEMPT) {
            return Optional.empty();
        }
        return Optional.of(own.isEmpty() ? usual.times(times) : own.get(axis));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KnownNetwork known
                && known.network.equals(network)
                && known.times == times
                && known.own.equals(own);
    }

    @Override
    public int hashCode() {
        return Objects.hash(network, times, own);
    }

    @Override
    public String toString() {
        return "KnownNetwork[" + network + ", " + (times == EXEMPT ? "exempt" : own.isEmpty() ? "times " + times : own)
                + "]";
    }
}
