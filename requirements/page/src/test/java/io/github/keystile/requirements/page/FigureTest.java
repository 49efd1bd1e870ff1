package io.github.keystile.requirements.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FigureTest {
    private static final String LINE = "figure\tx.LoadTest\tsoaks\tPOSTGRESQL\tLoad\theap\t20 MiB";

    @Test
    void isOnThePageUnderItsTopicWithItsStoreAndTest() {
        assertThat(Figure.is(LINE)).isTrue();
        Figure figure = Figure.parse("examples/soak", LINE);
        Page page = new Page(new Judgement(List.of(), List.of()), List.of(figure), Map.of("Soak", "calm"), "now");
        assertThat(page.markdown())
                .containsSubsequence("## Load", "| heap | 20 MiB | PostgreSQL | `LoadTest.soaks` |", "## Soak", "calm");
    }

    @Test
    void tagsAreNone() {
        assertThat(Figure.is("RFR-03\tx.FigureTest\tfigure\t\tpassed")).isFalse();
    }
}
