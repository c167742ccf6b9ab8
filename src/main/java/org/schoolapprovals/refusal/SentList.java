package org.schoolapprovals.refusal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A list as a form sent it: Tasklist sends the JSON text of an array, others an array or a collection. */
public final class SentList {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SentList() {}

    /**
     * The entries; no entries where nothing was sent, and empty where it is no list. What is no text in it is left as it is.
     *
     * @param longest how many entries, or characters of JSON, are looked at
     */
    public static Optional<List<?>> of(Object raw, int longest) {
        if (raw == null) {
            return Optional.of(List.of());
        }
        if (raw instanceof Collection<?> list && list.size() <= longest) {
            return Optional.of(new ArrayList<>(list));
        }
        if (raw instanceof Object[] array && array.length <= longest) {
            return Optional.of(Arrays.asList(array));
        }
        return raw instanceof String json && json.length() <= longest ? entriesOfJson(json) : Optional.empty();
    }

    private static Optional<List<?>> entriesOfJson(String json) {
        try {
            JsonNode list = JSON.readTree(json);
            return list.isArray()
                    ? Optional.of(StreamSupport.stream(list.spliterator(), false)
                            .map(entry -> entry.isTextual() ? entry.textValue() : entry)
                            .toList())
                    : Optional.empty();
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }
}
