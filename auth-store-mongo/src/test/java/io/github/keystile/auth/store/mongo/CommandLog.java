package io.github.keystile.auth.store.mongo;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonDocument;

/** Remembers the commands that a client sent. */
final class CommandLog implements CommandListener {
    private final List<BsonDocument> commands = new CopyOnWriteArrayList<>();

    @Override
    public void commandStarted(CommandStartedEvent event) {
        commands.add(event.getCommand().clone());
    }

    /** Those since the last call. */
    List<BsonDocument> take() {
        List<BsonDocument> taken = List.copyOf(commands);
        commands.clear();
        return taken;
    }
}
