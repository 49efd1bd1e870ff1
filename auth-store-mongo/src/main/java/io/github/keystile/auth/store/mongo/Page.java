package io.github.keystile.auth.store.mongo;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** A page as long as it can be although documents in between cannot be read. */
final class Page {
    private static final int MOST = 1000;

    private Page() {}

    /** A document of a page, or where one stands that cannot be read. */
    record Place<T>(Date createdAt, String id, Optional<T> value) {}

    /** Documents behind a place, in their order; each has a date and a text to stand by. */
    @FunctionalInterface
    interface Source<T> {
        List<Place<T>> behind(Object createdAt, String id, int limit);
    }

    /** One command, unless documents that cannot be read leave the page short. */
    static <T> List<T> read(Source<T> source, Object createdAt, String id, int limit) {
        List<T> page = new ArrayList<>();
        List<Place<T>> places = source.behind(createdAt, id, limit);
        int asked = limit;
        while (true) {
            places.stream().map(Place::value).flatMap(Optional::stream).forEach(page::add);
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
