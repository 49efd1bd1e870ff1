package io.github.keystile.examples.matrix;

/** An account in the middle of a flow, and what must hold for it after the process of the flow was killed. */
interface Victim {
    String OLD = "Herbstlaub im Regen";
    String NEW = "Kastanien am Morgen";

    Flow flow();

    String proof();

    /**
     * Fails if the flow is half done, or if the same wish cannot be fulfilled any more.
     *
     * @return whether the killed process had done what cannot be done twice
     */
    boolean wasDone();
}
