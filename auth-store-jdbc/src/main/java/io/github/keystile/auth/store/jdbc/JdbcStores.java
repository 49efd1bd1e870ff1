package io.github.keystile.auth.store.jdbc;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.StoreCheck;
import io.github.keystile.auth.credential.CredentialStore;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.user.UserStore;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * The stores on a {@link DataSource}: PostgreSQL, MySQL 8.0.17 or later, MariaDB 10.4 or later and H2. What only
 * speaks the protocol of one of them may decide otherwise under concurrent calls: run the test kit's contracts on it.
 *
 * <pre>{@code
 * AuthStores stores = JdbcStores.on(dataSource).schema("shop").all();
 * }</pre>
 *
 * <p><b>Tables.</b> {@code auth_user}, {@code auth_challenge}, {@code auth_session}, {@code auth_limit} and {@code
 * auth_schema} must be there; {@code auth_credential} where something needs it. The statements that make them are in this jar beside this class, one readable file per database ({@code
 * postgresql.sql}, {@code mysql.sql}, {@code mariadb.sql}, {@code h2.sql}), for the migration tool of your choice;
 * {@link #ddl()} returns the right one with the names filled in. Nothing is created by itself, and nothing is ever
 * dropped. Instants are milliseconds since 1970-01-01T00:00Z in BIGINT columns.
 *
 * <p><b>Which DataSource.</b> Every call takes a connection of its own, commits before it returns and leaves
 * autocommit as it found it, so that a rollback of your own transaction cannot give guesses back. That needs a
 * DataSource that does not hand out the connection of a transaction that is under way:
 *
 * <ul>
 *   <li>Spring: the pool itself (such as the {@code HikariDataSource} bean), never a {@code
 *       TransactionAwareDataSourceProxy}. {@code @Transactional} around a call is harmless.
 *   <li>Quarkus: a datasource with {@code quarkus.datasource."auth".jdbc.transactions=disabled}.
 *   <li>Jakarta EE servers: a non-JTA datasource ({@code @DataSourceDefinition(transactional = false)}, {@code
 *       jta="false"}).
 *   <li>elsewhere: the pool.
 * </ul>
 *
 * <p><b>Clusters, poolers, replicas.</b> Facts are read from where they are written: no replica and no read/write
 * splitter. Behind PgBouncer in transaction mode set the driver's {@code prepareThreshold=0}, or use PgBouncer 1.21 or
 * later with {@code max_prepared_statements} above 0. Galera needs {@code wsrep_sync_wait = 7}, Group Replication with
 * several primaries {@code group_replication_consistency = BEFORE_AND_AFTER}: {@link #check()} asks for both.
 *
 * <p>Called inside a transaction of yours, a store needs a second connection: give the pool at least one connection
 * more than the threads that do so. Set the driver's socket timeout and the pool's connection timeout, because the
 * stores wait as long as these allow.
 *
 * <p><b>Isolation.</b> Correct from READ COMMITTED upwards. Serialization failures, deadlocks, lock timeouts and a
 * cluster's conflicts are tried again, up to twenty times within ten seconds. Where the outcome is unclear, such as after a lost connection, the
 * call throws {@link io.github.keystile.auth.error.StoreException} and is not tried again.
 *
 * <p><b>Security guarantees.</b> Values travel as bind parameters only. Keys are compared byte by byte on every
 * database, trailing blanks included. Attributes are stored as ASCII, whatever character set the connection has. The cause
 * of a {@code StoreException} has the types, SQLStates and vendor codes of what the driver threw about a statement, and
 * not its words, which may quote values; why there is no connection is said as the driver said it. No code, link token or password is stored, only what the flows made of it.
 *
 * <p>Immutable and safe for use by many threads, as are the stores. The DataSource stays the caller's to close.
 */
public final class JdbcStores {
    private final DataSource dataSource;
    private final Tables tables;

    private JdbcStores(DataSource dataSource, Tables tables) {
        this.dataSource = dataSource;
        this.tables = tables;
    }

    /**
     * Stores in the connection's own schema, in tables that begin with {@code auth_}. Opens no connection.
     *
     * @param dataSource hands out connections that belong to no transaction; see the class comment
     * @return the stores
     */
    public static JdbcStores on(DataSource dataSource) {
        return new JdbcStores(Objects.requireNonNull(dataSource, "dataSource"), Tables.DEFAULT);
    }

    /**
     * The same with the tables in another schema (MySQL and MariaDB: database), which must exist.
     *
     * <p>Two services with one root secret and stores of their own need a {@code RootSecret.forTenant(name)} each: tokens do not
     * know tables, and who signed in at one would pass the stateless check of the other.
     *
     * @param name a small letter and up to 30 small letters, digits or underscores
     * @return other stores; these stay as they are
     * @throws IllegalArgumentException if the name is another one
     */
    public JdbcStores schema(String name) {
        return new JdbcStores(dataSource, tables.withSchema(name));
    }

    /**
     * The same with tables whose names begin otherwise: {@code x_} makes {@code x_user}, {@code x_challenge} and
     * so on.
     *
     * <p>Two services with one root secret and stores of their own need a {@code RootSecret.forTenant(name)} each: tokens do not
     * know tables, and who signed in at one would pass the stateless check of the other.
     *
     * @param prefix a small letter and up to 30 small letters, digits or underscores
     * @return other stores; these stay as they are
     * @throws IllegalArgumentException if the prefix is another one
     */
    public JdbcStores tablePrefix(String prefix) {
        return new JdbcStores(dataSource, tables.withPrefix(prefix));
    }

    /**
     * All of them with their {@link #check()}, for the builder of {@link io.github.keystile.auth.AuthService}. Opens no
     * connection.
     *
     * @return the stores
     */
    public AuthStores all() {
        return AuthStores.of(users(), challenges(), sessions(), limits())
                .withCredentials(credentials())
                .withCheck(check());
    }

    /**
     * What looks whether the database is one of those in the class comment and has the tables: their columns by name
     * and whether they may be null, the unique constraints, the version in {@code auth_schema}; and whether a server
     * that is part of a cluster is set so that no node answers from the past: {@code wsrep_sync_wait} of Galera, {@code
     * group_replication_consistency} of a group with several primaries. Three statements, each with a limit of a
     * second; creates nothing. {@code auth_credential} may be missing: what needs it says so.
     *
     * <p>What is read and wrong is refused, with the name of the file to run; so are a standby and a replica. What the user may not
     * read, and the constraints of views, are a warning.
     *
     * @return a check, for stores that are put together by hand; {@link #all()} has it
     */
    public StoreCheck check() {
        return new TableCheck(dataSource, tables);
    }

    /**
     * Users.
     *
     * @return a store
     */
    public UserStore users() {
        return new JdbcUserStore(jdbc());
    }

    /**
     * Challenges: codes, links and pending signups.
     *
     * @return a store
     */
    public OtpStore challenges() {
        return new JdbcOtpStore(jdbc());
    }

    /**
     * Sessions.
     *
     * @return a store
     */
    public SessionStore sessions() {
        return new JdbcSessionStore(jdbc());
    }

    /**
     * Limits, shared by all processes on the database.
     *
     * @return a limiter
     */
    public RateLimiter limits() {
        return new JdbcRateLimiter(jdbc());
    }

    /**
     * Credentials, for what needs them.
     *
     * @return a store
     */
    public CredentialStore credentials() {
        return new JdbcCredentialStore(jdbc());
    }

    /**
     * Creates the tables and indexes that are missing. For demos and tests: in production let a migration tool run
     * {@link #ddl()} under a user who may create tables. Changes nothing that is there, and may be called by several
     * processes at once. On MySQL and MariaDB, creating a table commits a transaction that is under way on the
     * connection; the DataSource must not hand out such a connection anyway.
     *
     * @throws io.github.keystile.auth.error.StoreException if the database refuses
     * @throws IllegalStateException if the database is none of those in the class comment
     */
    public void createIfMissing() {
        new Schema(dataSource, tables).createIfMissing();
    }

    /**
     * The statements that make the tables on this database, under the names that are set here.
     *
     * @return SQL text, statements ended by semicolons; running it again does no harm
     * @throws io.github.keystile.auth.error.StoreException if the database does not answer
     * @throws IllegalStateException if the database is none of those in the class comment
     */
    public String ddl() {
        return new Schema(dataSource, tables).ddl();
    }

    private Jdbc jdbc() {
        return new Jdbc(dataSource, tables);
    }
}
