package io.github.keystile.tests.architecture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A drawing of a page of {@code docs}, as Mermaid writes it.
 *
 * @param rooms what each box holds, by its name: the second line of its text, one word each
 * @param arrows {@code a --> b}
 */
record Drawing(Map<String, List<String>> rooms, Set<String> arrows) {
    private static final Pattern BLOCK = Pattern.compile("(?s)```mermaid\n(.*?)\n```");
    private static final Pattern BOX = Pattern.compile("(?m)^ *([\\w-]+)\\[\"[^\"]*<br/>([^\"]*)\"]$");
    private static final Pattern ARROW = Pattern.compile("(?m)^ *([\\w-]+ --> [\\w-]+)$");

    static List<Drawing> of(String page) {
        return BLOCK.matcher(page).results().map(block -> parse(block.group(1))).toList();
    }

    private static Drawing parse(String text) {
        Map<String, List<String>> rooms = new LinkedHashMap<>();
        for (MatchResult box : BOX.matcher(text).results().toList()) {
            rooms.put(box.group(1), List.of(box.group(2).split(" ", -1)));
        }
        Set<String> arrows = new TreeSet<>();
        ARROW.matcher(text).results().forEach(arrow -> arrows.add(arrow.group(1)));
        return new Drawing(rooms, arrows);
    }
}
