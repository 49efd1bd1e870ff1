package io.github.keystile.auth.testkit.contract;

import static io.github.keystile.auth.testkit.contract.Naive.roundTrip;

import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.Kept;
import io.github.keystile.auth.limit.LimitRule;
import io.github.keystile.auth.limit.Outcome;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.limit.Receipt;
import io.github.keystile.auth.limit.Settlement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/**
 * The contracts on limiters that are right but for one mistake. No build runs them by themselves: {@link
 * NaiveStoresTest} watches them fail.
 */
final class NaiveRateLimiters {
    private NaiveRateLimiters() {}

    abstract static class Limits {
        private final RateLimiter limiter;

        Limits(RateLimiter limiter) {
            this.limiter = limiter;
        }

        @Nested
        class Rows extends RateLimiterContract {
            @Override
            protected RateLimiter createRateLimiter() {
                return limiter;
            }

            @Override
            protected int rounds() {
                return Naive.ROUNDS;
            }
        }

        @Nested
        class Settlements extends RateLimiterSettlements {
            @Override
            protected RateLimiter createRateLimiter() {
                return limiter;
            }

            @Override
            protected int rounds() {
                return Naive.ROUNDS;
            }
        }

        @Nested
        class Races extends RateLimiterRaces {
            @Override
            protected RateLimiter createRateLimiter() {
                return limiter;
            }

            @Override
            protected int rounds() {
                return Naive.ROUNDS;
            }
        }
    }

    static final class ReadThenWrite extends Limits {
        ReadThenWrite() {
            super(new PlainLimiter() {
                @Override
                public Receipt take(List<Charge> charges, Instant now) {
                    Receipt receipt = Receipt.of(charges, peek(Charge.keysOf(charges)), now);
                    roundTrip();
                    write(receipt);
                    return receipt;
                }
            });
        }
    }

    static final class ChargesBeforeARefusalAreGivenBack extends Limits {
        ChargesBeforeARefusalAreGivenBack() {
            super(new PlainLimiter() {
                @Override
                public Receipt take(List<Charge> charges, Instant now) {
                    Receipt receipt = super.take(charges, now);
                    if (receipt.refused().isPresent()) {
                        forget(List.of(charges.get(0).key()));
                    }
                    return receipt;
                }
            });
        }
    }

    static final class RowsForAllCharges extends Limits {
        RowsForAllCharges() {
            super(new PlainLimiter() {
                @Override
                public synchronized Receipt take(List<Charge> charges, Instant now) {
                    charges.forEach(charge -> kept.putIfAbsent(charge.key(), new Kept(LimitRule.blank(), now)));
                    return super.take(charges, now);
                }
            });
        }
    }

    static final class ReadThenSettle extends Limits {
        ReadThenSettle() {
            super(new PlainLimiter() {
                @Override
                public void settle(Receipt receipt, Map<String, Outcome> outcomes, Instant now) {
                    for (Settlement each : receipt.settle(outcomes)) {
                        String state = peek(List.of(each.key())).getOrDefault(each.key(), "");
                        roundTrip();
                        each.after(state, now).ifPresent(next -> put(each.key(), next));
                    }
                }

                private synchronized void put(String key, Kept next) {
                    kept.put(key, next);
                }
            });
        }
    }

    static final class SettleAgainAndAgain extends Limits {
        SettleAgainAndAgain() {
            super(new PlainLimiter() {
                @Override
                public void settle(Receipt receipt, Map<String, Outcome> outcomes, Instant now) {
                    for (Receipt.Taken unit : receipt.taken()) {
                        Outcome outcome = outcomes.getOrDefault(unit.charge().key(), Outcome.KEEP);
                        settle(new Settlement(unit, outcome), now);
                    }
                }
            });
        }
    }

    static final class ForgetWithoutATrace extends Limits {
        private static final Kept NOTHING = new Kept("same;", Instant.EPOCH);

        ForgetWithoutATrace() {
            super(new PlainLimiter() {
                @Override
                public synchronized Receipt take(List<Charge> charges, Instant now) {
                    charges.forEach(charge -> kept.putIfAbsent(charge.key(), NOTHING));
                    return super.take(charges, now);
                }

                @Override
                public synchronized void forget(Collection<String> keys) {
                    keys.forEach(each -> kept.computeIfPresent(each, (key, old) -> NOTHING));
                }
            });
        }
    }
}
