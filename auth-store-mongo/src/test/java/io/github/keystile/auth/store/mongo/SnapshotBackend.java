package io.github.keystile.auth.store.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryParameters;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.backend.memory.MemoryCollection;
import de.bwaldvogel.mongo.backend.memory.MemoryDatabase;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;

/**
 * A memory backend that answers, as MongoDB does, with documents as they were when the command ran. The one of the
 * library hands out the stored objects themselves and writes them to the wire after it has let the next command in,
 * so that an answer may show what that one did.
 */
final class SnapshotBackend extends MemoryBackend {
    @Override
    public MemoryDatabase openOrCreateDatabase(String databaseName) {
        return new SnapshotDatabase(databaseName, getCursorRegistry());
    }

    private static final class SnapshotDatabase extends MemoryDatabase {
        SnapshotDatabase(String name, CursorRegistry cursors) {
            super(name, cursors);
        }

        @Override
        protected MemoryCollection openOrCreateCollection(String name, CollectionOptions options) {
            return new SnapshotCollection(this, name, options, cursorRegistry);
        }
    }

    private static final class SnapshotCollection extends MemoryCollection {
        /** Guarded by this. What looks for documents in order to change them must get the stored ones. */
        private boolean changing;

        SnapshotCollection(MongoDatabase database, String name, CollectionOptions options, CursorRegistry cursors) {
            super(database, name, options, cursors);
        }

        @Override
        public synchronized Document findAndModify(Document query) {
            changing = true;
            try {
                return super.findAndModify(query).cloneDeeply();
            } finally {
                changing = false;
            }
        }

        @Override
        public synchronized int deleteDocuments(Document selector, int limit, Oplog oplog) {
            changing = true;
            try {
                return super.deleteDocuments(selector, limit, oplog);
            } finally {
                changing = false;
            }
        }

        @Override
        public synchronized QueryResult handleQuery(QueryParameters query) {
            QueryResult result = super.handleQuery(query);
            if (changing) {
                return result;
            }
            return new QueryResult(
                    result.collectDocuments().stream()
                            .map(Document::cloneDeeply)
                            .toList(),
                    result.getCursorId());
        }
    }
}
