package io.github.keystile.auth.store.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A page as long as it can be although rows in between cannot be read. */
final class Page {
    private static final int MOST = 1000;

    private Page() {}

    /**
     * A row of a page, or where one stands that cannot be read.
     *
     * @param createdAt the place, first part
     * @param id the place, second part
     * @param value null if the row cannot be read
     */
    record Place<T>(Instant createdAt, String id, @Nullable T value) {}

    /** Rows behind a place, in their order. */
    @FunctionalInterface
    interface Source<T> {
        List<Place<T>> behind(Instant createdAt, String id, int limit);
    }

    /** One statement, unless rows that cannot be read leave the page short. */
    static <T> List<T> read(Source<T> source, Instant createdAt, String id, int limit) {
        List<T> page = new ArrayList<>();
        List<Place<T>> places = source.behind(createdAt, id, limit);
        int asked = limit;
        while (true) {
            places.stream().map(Place::value).filter(Objects::nonNull).forEach(page::add);
            if (page.size() >= limit) {
                return List.copyOf(page.subList(0, limit));
            }
            if (places.size() < asked) {
                return List.copyOf(page);
            }
            Place<T> last = places.get(places.size() - 1);
            places = source.behind(last.createdAt(), last.id(), MOST);
            asked = MOST;
        }
    }
}
