package io.github.keystile.examples.matrix;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/**
 * Sees every statement before it goes to the database, a commit among them, and holds its thread there for good if it
 * is the one that the thread was told to stop at. Both databases' drivers send what a thread asks for on that thread.
 */
final class Trap implements CommandListener {
    private final Map<Thread, Watch> watches = new ConcurrentHashMap<>();

    private static final class Watch {
        private final int last;
        private final Runnable caught;
        private int statements;

        Watch(int last, Runnable caught) {
            this.last = last;
            this.caught = caught;
        }
    }

    /** From here on this thread is held before its statement with this number, counted from 1. */
    void holdBefore(int statement, Runnable caught) {
        watches.put(Thread.currentThread(), new Watch(statement, caught));
    }

    /** How many statements an action of this thread sends. */
    int count(Runnable action) {
        Watch watch = new Watch(Integer.MAX_VALUE, () -> {});
        watches.put(Thread.currentThread(), watch);
        action.run();
        watches.remove(Thread.currentThread());
        return watch.statements;
    }

    private void statement() {
        Watch watch = watches.get(Thread.currentThread());
        if (watch != null && ++watch.statements == watch.last) {
            watch.caught.run();
            new Semaphore(0).acquireUninterruptibly();
        }
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        statement();
    }

    DataSource before(DataSource pool) {
        return before(DataSource.class, pool);
    }

    private <T> T before(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            if (method.getName().startsWith("execute") || method.getName().equals("commit")) {
                statement();
            }
            try {
                Object result = method.invoke(target, args);
                if (result instanceof Connection connection) {
                    return before(Connection.class, connection);
                }
                return result instanceof PreparedStatement prepared
                        ? before(PreparedStatement.class, prepared)
                        : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
