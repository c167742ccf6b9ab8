package org.schoolapprovals.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.schoolapprovals.refusal.RefusedException;

/** The fields of a form as they were sent. */
public record SentForm(Map<String, Object> values) {

    /**
     * The text of a field; null for none.
     *
     * @throws RefusedException if it is no text
     */
    public String text(String field) {
        Object value = values.get(field);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new RefusedException("The field \u201c" + field + "\u201d takes text only: nothing was saved.");
    }

    /**
     * Whether a box is ticked.
     *
     * @throws RefusedException if it is neither ticked nor left
     */
    public boolean ticked(String field) {
        Object value = values.get(field);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw new RefusedException("The field \u201c" + field + "\u201d takes yes or no only: nothing was saved.");
    }

    /** All but these fields. */
    public Map<String, Object> without(Set<String> fields) {
        Map<String, Object> rest = new HashMap<>(values);
        rest.keySet().removeAll(fields);
        return rest;
    }
}
