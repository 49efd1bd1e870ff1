/**
 * Attacks on whole services, which run on your stores: what racing, stealing, guessing and asking around come to.
 * <b>They are subject to change</b>: a new version may know a new attack, ask for what it needs, and fail what passed
 * before.
 *
 * <p>They are extended as the {@linkplain io.github.keystile.auth.testkit.contract contracts of stores} are; run
 * them once those pass. The test kit's own test of the stores in memory says:
 *
 * <pre>{@code
 * class InMemoryAuthServiceTest {
 *     private final AuthStores stores = AuthStores.inMemory();
 *
 *     @Nested
 *     class Life extends AuthServiceContract {
 *         @Override
 *         protected AuthStores createStores() {
 *             return stores;
 *         }
 *     }
 *
 *     @Nested
 *     class Races extends AuthServiceRaces {
 *         @Override
 *         protected AuthStores createStores() {
 *             return stores;
 *         }
 *     }
 *
 *     @Nested
 *     class Thefts extends AuthServiceThefts {
 *         @Override
 *         protected AuthStores createStores() {
 *             return stores;
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>{@link EnumerationContract}, {@link GuessingContract}, {@link AnyTextContract}, {@link NextVersionContract} and {@link
 * RepeatedUserIdContract} work alike; {@link UnreadableRowsContract} asks how a row can be damaged; {@link ProcessRace} needs a {@code main} beside its test.
 *
 * <p>Every test uses addresses and names that were never used before: the database need not be empty and is not
 * cleaned; but what expired before tomorrow is purged. The service's clock shows tomorrow, so that a database which
 * deletes expired rows by itself leaves them alone.
 */
@NullMarked
package io.github.keystile.auth.testkit.attack;

import org.jspecify.annotations.NullMarked;
