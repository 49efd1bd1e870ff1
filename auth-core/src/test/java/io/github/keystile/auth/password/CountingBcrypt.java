package io.github.keystile.auth.password;

import java.util.ArrayList;
import java.util.List;

/** Computes, and remembers the cost of every computation. */
final class CountingBcrypt implements Bcrypt {
    private final Bcrypt real = Bcrypt.ofFavre();
    private final List<Integer> costs = new ArrayList<>();

    @Override
    public byte[] digest(int cost, byte[] salt, byte[] material) {
        costs.add(cost);
        return real.digest(cost, salt, material);
    }

    /** The costs since this was last asked. */
    List<Integer> drain() {
        List<Integer> drained = List.copyOf(costs);
        costs.clear();
        return drained;
    }
}
