package org.schoolapprovals.roundup;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.schoolapprovals.refusal.Faults;
import org.schoolapprovals.refusal.SentList;

/**
 * The fields of {@code post-round-up} as they were sent, read once and believed never: what a field says about a post counts only where
 * it was posted.
 */
record RoundUpForm(
        boolean posted, String text, List<UUID> photos, boolean contactsOurs, Optional<String> link, String reason) {

    static final int LONGEST_TEXT = 3000;
    static final int MOST_PHOTOS = 20;

    private static final int SHORTEST_REASON = 3;
    private static final int LONGEST_REASON = 1000;

    /** What Tasklist sends for a list of so many ids, as JSON, and then some. */
    private static final int LONGEST_LIST = 4000;

    private static final Set<String> FIELDS = Set.of("outcome", "text", "photos", "contactsOurs", "link", "reason");

    static RoundUpForm of(Map<String, ?> sent, Faults faults) {
        faults.unknownFields(Set.copyOf(sent.keySet()), FIELDS);
        boolean posted = "posted".equals(sent.get("outcome"));
        if (!posted && !"missed".equals(sent.get("outcome"))) {
            faults.add("Outcome: please choose whether it is posted or was missed.");
            faults.refuseIfAny();
        }
        if (!posted) {
            return new RoundUpForm(
                    false,
                    "",
                    List.of(),
                    false,
                    Optional.empty(),
                    faults.lines("Reason", sent.get("reason"), SHORTEST_REASON, LONGEST_REASON));
        }
        return new RoundUpForm(
                true,
                faults.lines("Text", sent.get("text"), 1, LONGEST_TEXT),
                photos(sent.get("photos"), faults),
                faults.ticked("Contact details", sent.get("contactsOurs")),
                faults.link("Link", sent.get("link")),
                "");
    }

    /** Photographs as a list sent them, each once. */
    static List<UUID> photos(Object raw, Faults faults) {
        Optional<List<?>> sent = SentList.of(raw, LONGEST_LIST);
        Set<UUID> photos = new LinkedHashSet<>();
        boolean readable = sent.isPresent();
        for (Object one : sent.orElse(List.of())) {
            Optional<UUID> id = id(one);
            id.ifPresent(photos::add);
            readable &= id.isPresent();
        }
        if (!readable) {
            faults.add("Photographs: please choose them from the list again.");
        } else if (photos.size() > MOST_PHOTOS) {
            faults.add("Photographs: please choose no more than " + MOST_PHOTOS + "; there are " + photos.size() + ".");
        }
        return new ArrayList<>(photos);
    }

    private static Optional<UUID> id(Object raw) {
        try {
            return raw instanceof String text && text.length() == 36
                    ? Optional.of(UUID.fromString(text))
                    : Optional.empty();
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
