package org.schoolapprovals.photo;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.refusal.Faults;
import org.schoolapprovals.refusal.SentList;
import org.schoolapprovals.refusal.SoundText;

/**
 * Reads what a form, or somebody with a tool of their own, sent about photographs. Nothing is believed: every fault gets a sentence.
 *
 * @param photos in the order in which they are to be shown
 * @param event one line, at most 200 characters
 * @param caption at most 2,000 characters; may be empty
 * @param children who can be recognised; whether there are such children is not known here
 * @param wholeClass whether everybody in their classes is to be seen
 * @param noChildren whether no child can be recognised at all
 * @param childrenReason why children were taken out; empty where no reason was given
 */
record PhotoForm(
        List<UUID> photos,
        String event,
        String caption,
        Set<UUID> children,
        Set<Use> channels,
        boolean wholeClass,
        boolean noChildren,
        String childrenReason) {

    static final String PHOTO_IDS = "photoIds";
    static final String EVENT = "event";
    static final String CAPTION = "caption";
    static final String CHILDREN = "children";
    static final String CHANNELS = "channels";
    static final String WHOLE_CLASS = "wholeClass";
    static final String NO_CHILDREN = "noChildren";
    static final String CHILDREN_REASON = "childrenReason";
    static final String WITHDRAW = "withdraw";

    private static final Set<String> START =
            Set.of(PHOTO_IDS, EVENT, CAPTION, CHILDREN, CHANNELS, WHOLE_CLASS, NO_CHILDREN);
    private static final Set<String> AMENDMENT =
            Set.of(PHOTO_IDS, EVENT, CAPTION, CHILDREN, CHANNELS, WHOLE_CLASS, NO_CHILDREN, CHILDREN_REASON, WITHDRAW);
    private static final int LONGEST_EVENT = 200;
    private static final int LONGEST_CAPTION = 2000;
    private static final int LONGEST_REASON = 1000;
    private static final int MOST_CHILDREN = 500;
    private static final int LONGEST_LIST = 25_000;

    /** @throws org.schoolapprovals.refusal.RefusedException with all faults at once */
    static PhotoForm start(Map<String, ?> values) {
        return read(values, START);
    }

    /** @throws org.schoolapprovals.refusal.RefusedException with all faults at once */
    static PhotoForm amendment(Map<String, ?> values) {
        return read(values, AMENDMENT);
    }

    /** Whether the submitter withdraws, so that nothing else in the form matters. */
    static boolean withdraws(Map<String, ?> values) {
        Faults faults = new Faults();
        boolean withdraw = faults.ticked("Withdraw", values.get(WITHDRAW));
        faults.refuseIfAny();
        return withdraw;
    }

    private static PhotoForm read(Map<String, ?> values, Set<String> fields) {
        Faults faults = new Faults();
        faults.unknownFields(values.keySet(), fields);
        List<UUID> photos = List.copyOf(ids(
                values.get(PHOTO_IDS),
                "Photographs: please upload them with this form; something else was sent.",
                faults));
        if (photos.isEmpty() && !isSomething(values.get(PHOTO_IDS))) {
            faults.add("Photographs: please upload at least one.");
        }
        String event = faults.line("Event", sound(values.get(EVENT)), LONGEST_EVENT);
        String caption = faults.optionalLines("Caption", sound(values.get(CAPTION)), LONGEST_CAPTION);
        Set<UUID> children = ids(
                values.get(CHILDREN),
                "Children: please pick them from the list, at most " + MOST_CHILDREN + ".",
                faults);
        Set<Use> channels = channels(values.get(CHANNELS), faults);
        boolean wholeClass = faults.ticked("Whole class", values.get(WHOLE_CLASS));
        boolean noChildren = faults.ticked("No child can be recognised", values.get(NO_CHILDREN));
        String reason = faults.optionalLines("Reason", sound(values.get(CHILDREN_REASON)), LONGEST_REASON);
        boolean listed = !children.isEmpty() || isSomething(values.get(CHILDREN));
        if (listed == noChildren) {
            faults.add(
                    noChildren
                            ? "Children: please either pick children or tick that no child can be recognised, not both."
                            : "Children: please pick every child who can be recognised, or tick that no child can be.");
        }
        if (wholeClass && noChildren) {
            faults.add("Whole class: please leave it unticked where no child can be recognised.");
        }
        faults.refuseIfAny();
        return new PhotoForm(photos, event, caption, children, channels, wholeClass, noChildren, reason);
    }

    private static Object sound(Object raw) {
        return raw instanceof String text ? SoundText.of(text) : raw;
    }

    private static boolean isSomething(Object raw) {
        return SentList.of(raw, LONGEST_LIST).filter(List::isEmpty).isEmpty();
    }

    private static Set<Use> channels(Object raw, Faults faults) {
        Optional<Set<Use>> channels = all(raw, Use.values().length, Use::of);
        if (channels.filter(some -> !some.isEmpty()).isEmpty()) {
            faults.add("Channels: please choose at least one place where they shall appear, from the list only.");
        }
        return channels.orElse(Set.of());
    }

    private static Set<UUID> ids(Object raw, String sentence, Faults faults) {
        Optional<Set<UUID>> ids = all(raw, MOST_CHILDREN, PhotoForm::id);
        if (ids.isEmpty()) {
            faults.add(sentence);
        }
        return ids.orElse(Set.of());
    }

    /** Each entry once, in its order; empty where one of them means nothing or there are too many. */
    private static <T> Optional<Set<T>> all(Object raw, int most, Function<String, Optional<T>> reader) {
        Optional<List<?>> entries = SentList.of(raw, LONGEST_LIST);
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        Set<T> all = new LinkedHashSet<>();
        for (Object entry : entries.get()) {
            Optional<T> one = entry instanceof String text ? reader.apply(text) : Optional.empty();
            if (one.isEmpty()) {
                return Optional.empty();
            }
            all.add(one.get());
        }
        return all.size() <= most ? Optional.of(all) : Optional.empty();
    }

    /** Only as ids are written: {@link UUID#fromString} takes shorter ones for something. */
    private static Optional<UUID> id(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }
}
