package io.github.keystile.requirements.page;

import java.util.List;

/** What a test of this build measured. */
record Figure(String topic, String what, String value, String store, String test) {
    /** Those of which a page of the whole build has some. */
    static final List<String> TOPICS = List.of("Guessing", "Faults", "Enumeration", "Load");

    static boolean is(String line) {
        return line.startsWith("figure\t");
    }

    static Figure parse(String module, String line) {
        String[] fields = line.split("\t", -1);
        String test = Shown.test(fields[1], fields[2]);
        return new Figure(fields[4], fields[5], fields[6], Shown.store(module, fields[3]), test);
    }
}
