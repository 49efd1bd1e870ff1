package io.github.keystile.auth.store.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.Statement;
import javax.sql.DataSource;

/** A DataSource that tells a {@link Hook} about every call that goes to the server. */
public final class HookedDataSource {
    private HookedDataSource() {}

    public static DataSource of(DataSource target, Hook hook) {
        return proxy(DataSource.class, (self, method, args) -> {
            Object result = call(target, method, args);
            if (!(result instanceof Connection connection)) {
                return result;
            }
            hook.opened(connection);
            return connection(connection, hook);
        });
    }

    /** One whose connections describe the database in other words. */
    static DataSource describing(DataSource target, DatabaseMetaData facts) {
        return proxy(DataSource.class, (self, method, args) -> {
            Object result = call(target, method, args);
            return result instanceof Connection connection
                    ? proxy(
                            Connection.class,
                            (inner, asked, values) ->
                                    asked.getName().equals("getMetaData") ? facts : call(connection, asked, values))
                    : result;
        });
    }

    private static Connection connection(Connection target, Hook hook) {
        return proxy(Connection.class, (self, method, args) -> {
            return switch (method.getName()) {
                case "commit" -> hooked(Hook.Call.COMMIT, target, hook, () -> call(target, method, args));
                case "rollback" -> hooked(Hook.Call.ROLLBACK, target, hook, () -> call(target, method, args));
                case "close" -> {
                    hook.closed(target);
                    yield call(target, method, args);
                }
                default -> statement(call(target, method, args), target, hook);
            };
        });
    }

    private static Object statement(Object result, Connection connection, Hook hook) {
        if (result instanceof PreparedStatement statement) {
            return proxy(PreparedStatement.class, executions(statement, connection, hook));
        }
        return result instanceof Statement statement
                ? proxy(Statement.class, executions(statement, connection, hook))
                : result;
    }

    private static InvocationHandler executions(Statement target, Connection connection, Hook hook) {
        return (self, method, args) -> method.getName().startsWith("execute")
                ? hooked(Hook.Call.STATEMENT, connection, hook, () -> call(target, method, args))
                : call(target, method, args);
    }

    private interface Step {
        Object run() throws Throwable;
    }

    private static Object hooked(Hook.Call call, Connection connection, Hook hook, Step step) throws Throwable {
        hook.before(call, connection);
        Object result = step.run();
        hook.after(call, connection);
        return result;
    }

    private static Object call(Object target, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(HookedDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
