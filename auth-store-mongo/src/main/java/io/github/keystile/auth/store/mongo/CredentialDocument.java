package io.github.keystile.auth.store.mongo;

import io.github.keystile.auth.credential.CredentialKind;
import io.github.keystile.auth.credential.StoredCredential;
import java.time.Instant;
import org.bson.Document;

/**
 * A credential as a document. Kind and key are one field with a colon between them, which no kind can hold, so that
 * one unique index keeps them apart. Instants that are missing are absent, never null.
 */
final class CredentialDocument {
    static final String KIND_KEY = "kind_key";

    private CredentialDocument() {}

    static String kindKey(CredentialKind kind, String key) {
        return kind.name() + ":" + key;
    }

    static Document of(StoredCredential credential) {
        Document document = new Document("_id", credential.id())
                .append("user_id", credential.userId())
                .append(KIND_KEY, kindKey(credential.kind(), credential.key()))
                .append("data", credential.data())
                .append("version", credential.version())
                .append("created_at", Times.date(credential.createdAt()));
        Instant usedAt = credential.usedAt();
        if (usedAt != null) {
            document.append("used_at", Times.date(usedAt));
        }
        Instant expiresAt = credential.expiresAt();
        return expiresAt == null ? document : document.append("expires_at", Times.date(expiresAt));
    }

    static StoredCredential read(Fields fields) {
        return fields.whole(() -> new StoredCredential(
                fields.text("_id"),
                fields.text("user_id"),
                fields.text(KIND_KEY, CredentialDocument::kind),
                fields.text(KIND_KEY, kindKey -> kindKey.substring(kindKey.indexOf(':') + 1)),
                fields.text("data"),
                fields.count("version"),
                fields.instant("created_at"),
                fields.optionalInstant("used_at"),
                fields.optionalInstant("expires_at")));
    }

    private static CredentialKind kind(String kindKey) {
        return new CredentialKind(kindKey.substring(0, Math.max(kindKey.indexOf(':'), 0)));
    }
}
