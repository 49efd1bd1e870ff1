package io.github.keystile.auth.store.mongo;

import com.mongodb.client.MongoDatabase;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.StoreCheck;
import io.github.keystile.auth.credential.CredentialStore;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.user.UserStore;
import java.util.Objects;

/**
 * The stores on MongoDB 4.2 or later, which is what the driver speaks to: a single server, a replica set, or a
 * cluster that does not shard their collections.
 *
 * <pre>{@code
 * MongoStores mongo = MongoStores.on(client.getDatabase("shop"));
 * mongo.ensureIndexes();
 * AuthStores stores = mongo.all();
 * }</pre>
 *
 * <p><b>Collections.</b> {@code auth_user}, {@code auth_challenge}, {@code auth_session}, {@code auth_limit}, {@code
 * auth_credential} and {@code auth_schema}. The server makes them by itself; their indexes it does not. {@link #ensureIndexes()} makes those, or whoever may do so
 * makes them by hand:
 *
 * <pre>{@code
 * db.auth_user.createIndex({email_key: 1}, {unique: true})
 * db.auth_user.createIndex({username_key: 1}, {unique: true, sparse: true})
 * db.auth_challenge.createIndex({subject: 1, purpose: 1, issued_at: -1})
 * db.auth_challenge.createIndex({secret_hash: 1})
 * db.auth_challenge.createIndex({expires_at: 1}, {expireAfterSeconds: 3600})
 * db.auth_session.createIndex({user_id: 1, created_at: -1})
 * db.auth_session.createIndex({expires_at: 1}, {expireAfterSeconds: 3600})
 * db.auth_limit.createIndex({forget_at: 1}, {expireAfterSeconds: 3600})
 * db.auth_credential.createIndex({kind_key: 1}, {unique: true})
 * db.auth_credential.createIndex({user_id: 1, created_at: 1})
 * db.auth_credential.createIndex({expires_at: 1}, {expireAfterSeconds: 3600})
 * db.auth_schema.insertOne({_id: "schema", version: 1, oldest_code: 1})
 * }</pre>
 *
 * <p>The unique ones are what keeps an address or a name from belonging to two users: {@link #check()} refuses to work
 * without them, and so does {@link #users()}. The others make things fast. Those with {@code expireAfterSeconds} let the
 * server delete what expired an hour ago, and are housekeeping only: every command compares the expiry itself with
 * the time of the service's clock. Collections must have no collation of their own and must not be sharded.
 *
 * <p><b>Consistency.</b> Every command is atomic on one document and needs no transaction, so a single server without
 * a replica set will do. Whatever the client and the database are set to, writes wait for a majority ({@code w:
 * "majority"}) and reads go to the primary. The commands belong to no session of the caller: rolling back a
 * transaction of yours gives no guess back. Limits are changed by compare-and-set, tried again for at most ten
 * seconds while others are faster.
 *
 * <p><b>Time.</b> Set the client's {@code timeoutMS}: the stores wait as long as it allows, and a write waits for as
 * long as no majority can be reached. Where the outcome is unclear, such as after a lost connection, the call throws
 * {@link io.github.keystile.auth.error.StoreException} and is not tried again here. The driver tries single writes
 * again by itself on replica sets, which counts them once.
 *
 * <p><b>Security guarantees.</b> Texts travel as typed values, never as parts of a command: {@code {"$ne": null}} is
 * an unknown name like any other. No caller's text becomes the name of a field. Keys are compared byte by byte. What
 * a server says about a failed command, which may quote addresses and hashes, is not repeated by any exception. No
 * code, link token or password is stored, only what the flows made of it. The driver's own logger {@code
 * org.mongodb.driver.protocol} writes whole commands, hashes included, when set to DEBUG: leave it at INFO.
 *
 * <p>Immutable and safe for use by many threads, as are the stores. The client stays the caller's to close.
 */
public final class MongoStores {
    private final Collections collections;

    private MongoStores(Collections collections) {
        this.collections = collections;
    }

    /**
     * Stores in collections that begin with {@code auth_}. Sends nothing.
     *
     * @param database where the collections are; its read and write settings are overridden, its timeout is used
     * @return the stores
     */
    public static MongoStores on(MongoDatabase database) {
        return new MongoStores(Collections.in(Objects.requireNonNull(database, "database")));
    }

    /**
     * The same with collections whose names begin otherwise: {@code x_} makes {@code x_user}, {@code x_challenge}
     * and so on.
     *
     * @param prefix a small letter and up to 30 small letters, digits or underscores
     * @return other stores; these stay as they are
     * @throws IllegalArgumentException if the prefix is another one
     */
    public MongoStores collectionPrefix(String prefix) {
        return new MongoStores(collections.withPrefix(prefix));
    }

    /**
     * Creates the indexes and the document of the class comment that are missing. May be called by several processes at once and at
     * every start; needs the right to create indexes. Never drops one: if an index of another kind is in the way, the
     * server refuses.
     *
     * @throws io.github.keystile.auth.error.StoreException if the server refuses, or does not answer
     */
    public void ensureIndexes() {
        new Schema(collections).ensureIndexes();
    }

    /**
     * All of them with their {@link #check()}, for the builder of {@link io.github.keystile.auth.AuthService}. Sends
     * nothing.
     *
     * @return the stores
     */
    public AuthStores all() {
        return AuthStores.of(uncheckedUsers(), challenges(), sessions(), limits())
                .withCredentials(credentials())
                .withCheck(check());
    }

    /**
     * What looks whether the collections are what the stores need: the unique indexes of users and credentials, the
     * version in {@code auth_schema}, users whose {@code _id} or {@code email_key} is no text or whose {@code
     * username_key} is null, and among a hundred users keys that are not in their canonical form. Five commands, each
     * with a limit of a second; writes nothing.
     *
     * <p>What is read and wrong is refused. What the user may not read is a warning.
     *
     * @return a check, for stores that are put together by hand; {@link #all()} has it
     */
    public StoreCheck check() {
        return new CollectionCheck(collections);
    }

    /**
     * Users. Asks the server whether their unique indexes are there.
     *
     * @return a store
     * @throws IllegalStateException if one is missing; the message names the cure
     * @throws io.github.keystile.auth.error.StoreException if the server does not answer
     */
    public UserStore users() {
        new Schema(collections).requireUniqueNames();
        return uncheckedUsers();
    }

    private UserStore uncheckedUsers() {
        return new MongoUserStore(new Mongo(collections.users()));
    }

    /**
     * Challenges: codes, links and pending signups. Sends nothing.
     *
     * @return a store
     */
    public OtpStore challenges() {
        return new MongoOtpStore(new Mongo(collections.challenges()));
    }

    /**
     * Sessions. Sends nothing.
     *
     * @return a store
     */
    public SessionStore sessions() {
        return new MongoSessionStore(new Mongo(collections.sessions()));
    }

    /**
     * Limits, shared by all processes on the database. Sends nothing.
     *
     * @return a limiter
     */
    public RateLimiter limits() {
        return new MongoRateLimiter(new Mongo(collections.limits()));
    }

    /**
     * Credentials, for what needs them. Sends nothing.
     *
     * @return a store
     */
    public CredentialStore credentials() {
        return new MongoCredentialStore(new Mongo(collections.credentials()));
    }
}
