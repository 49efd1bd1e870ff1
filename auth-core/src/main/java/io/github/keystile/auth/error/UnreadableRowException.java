package io.github.keystile.auth.error;

import java.util.Locale;

/**
 * A stored row holds what no version of Keystile that is running here could have written: an address that is none, an
 * unknown status, nothing where something must be. Nothing else is wrong with the store, and other rows are not
 * concerned. Trying again does not help; somebody has to mend the row.
 *
 * <p><b>Security guarantees.</b> Names the row and the column and never a value; has no cause, because that could hold
 * one. The row's id is cut and escaped, so that a log stays one line of ASCII whatever the id is.
 */
public final class UnreadableRowException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** Instead of a column: each of them can be read, but they do not fit together. */
    public static final String TOGETHER = "*";

    private static final int MAX_SHOWN = 64;

    /** Fit for a log. */
    private final String rowId;

    private final String column;

    /**
     * A row that cannot be read.
     *
     * @param kind what the row is: {@code "user"}, {@code "session"}, {@code "challenge"}
     * @param rowId the row's id as it is stored, whatever it is; it is cut to 64 characters and escaped
     * @param column the name of the column or field that cannot be read, or {@link #TOGETHER}
     */
    public UnreadableRowException(String kind, String rowId, String column) {
        super("read the " + kind + " '" + shown(rowId) + "': its column " + column + " cannot be read", null);
        this.rowId = shown(rowId);
        this.column = column;
    }

    /**
     * Which row it is.
     *
     * @return the id, at most 64 of its characters, those that are not printable ASCII escaped
     */
    public String rowId() {
        return rowId;
    }

    /**
     * What of the row cannot be read.
     *
     * @return the name of a column or field, or {@link #TOGETHER}
     */
    public String column() {
        return column;
    }

    private static String shown(String id) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < id.length() && i < MAX_SHOWN; i++) {
            char c = id.charAt(i);
            boolean plain = c >= ' ' && c < 0x7f && c != '\'' && c != '\\';
            shown.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
        return shown.toString();
    }
}
