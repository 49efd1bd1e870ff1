/**
 * What stores and mailers must pass, for their authors. Contracts stand side by side, and each is a class to extend: say
 * in a nested class for each how your adapter is made. This is the test kit's own test of the sessions in memory; yours
 * returns a new adapter each time, all of them on one database:
 *
 * <pre>{@code
 * class InMemorySessionStoreTest {
 *     private final SessionStore store = new InMemorySessionStore();
 *
 *     @Nested
 *     class Rows extends SessionStoreContract {
 *         @Override
 *         protected SessionStore createSessionStore() {
 *             return store;
 *         }
 *     }
 *
 *     @Nested
 *     class Races extends SessionStoreRaces {
 *         @Override
 *         protected SessionStore createSessionStore() {
 *             return store;
 *         }
 *     }
 *
 *     @Nested
 *     class Generations extends SessionStoreGenerations {
 *         @Override
 *         protected SessionStore createSessionStore() {
 *             return store;
 *         }
 *     }
 * }
 * }</pre>
 *
 * <table>
 * <caption>A store is right when every contract of its interface passes</caption>
 * <tr><th>yours is</th><th>its contracts are</th></tr>
 * <tr><td>a {@link io.github.keystile.auth.user.UserStore}</td>
 *     <td>{@link UserStoreContract}, {@link UserStorePages}, {@link UserStoreRaces}, {@link UserStoreUnreadableRows}</td></tr>
 * <tr><td>an {@link io.github.keystile.auth.otp.OtpStore}</td>
 *     <td>{@link OtpStoreContract}, {@link OtpStoreLookUps}, {@link OtpStoreRaces}</td></tr>
 * <tr><td>a {@link io.github.keystile.auth.session.SessionStore}</td>
 *     <td>{@link SessionStoreContract}, {@link SessionStoreGenerations}, {@link SessionStoreRaces},
 *     {@link SessionStoreUnreadableRows}</td></tr>
 * <tr><td>a {@link io.github.keystile.auth.limit.RateLimiter}</td>
 *     <td>{@link RateLimiterContract}, {@link RateLimiterSettlements}, {@link RateLimiterRaces}</td></tr>
 * <tr><td>a {@link io.github.keystile.auth.credential.CredentialStore}</td>
 *     <td>{@link CredentialStoreContract}, {@link CredentialStoreRaces}, {@link CredentialStoreUnreadableRows}</td></tr>
 * <tr><td>a {@link io.github.keystile.auth.mail.Mailer}</td><td>{@link MailerContract}</td></tr>
 * </table>
 *
 * <p>Every test uses ids, addresses and names that were never used before: the database need not be empty and is not
 * cleaned; but what expired before tomorrow is purged. Run them on each database that you support: engines differ just
 * where these tests look.
 *
 * <p>Those of unreadable rows ask you for each {@link Damage} that a row of yours can take. A store that holds objects,
 * not rows, cannot be damaged and goes without them.
 *
 * <p>What a contract cannot reach from here: {@link BrokenStores} looks at a store whose database is gone, {@link
 * Samples} are for the rows that only your tests know how to break, and a {@link Race} is for promises of your own. Once
 * all contracts pass, {@link io.github.keystile.auth.testkit.attack} has whole services to run on your stores.
 */
@NullMarked
package io.github.keystile.auth.testkit.contract;

import org.jspecify.annotations.NullMarked;
