package io.github.keystile.auth.store.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;

/** Remembers which statements go to a database, and when it is told to commit. */
final class StatementLog {
    private final List<String> statements = Collections.synchronizedList(new ArrayList<>());

    /** The same DataSource, watched. */
    DataSource on(DataSource dataSource) {
        return proxy(DataSource.class, dataSource);
    }

    /** What was done since the last call; a batch or an insert of several rows is one statement. */
    List<String> take() {
        List<String> taken = List.copyOf(statements);
        statements.clear();
        return taken;
    }

    private <T> T proxy(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(
                StatementLog.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        statements.add(withoutRows((String) arguments[0]));
                    } else if (method.getName().equals("commit")) {
                        statements.add("commit");
                    }
                    Object result = call(target, method, arguments);
                    return result instanceof Connection ? proxy(Connection.class, result) : result;
                }));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static String withoutRows(String sql) {
        return sql.replaceAll("\\s+", " ").replaceAll("(\\([^()]*\\?[^()]*\\))(, \\([^()]*\\?[^()]*\\))+", "$1");
    }
}
