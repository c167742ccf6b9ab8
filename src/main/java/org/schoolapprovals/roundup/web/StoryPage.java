package org.schoolapprovals.roundup.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.schoolapprovals.roundup.Draft;
import org.schoolapprovals.roundup.Ending;
import org.schoolapprovals.roundup.PostedPhoto;
import org.schoolapprovals.roundup.RoundUp;
import org.schoolapprovals.roundup.RoundUpStory;
import org.schoolapprovals.roundup.RoundUps;
import org.schoolapprovals.roundup.State;
import org.schoolapprovals.schoolcalendar.SchoolTime;

/**
 * A round-up in words.
 *
 * @param happenings what has happened so far, one sentence each
 * @param text as it was posted; empty where it was not
 * @param link where it can be seen; empty where nobody said
 * @param reason why it was missed, for those who read it; empty otherwise
 * @param photos what was posted with it
 * @param taskFrom when the task comes into Tasklist; empty where it is there, or has been
 */
record StoryPage(
        String title,
        String path,
        String reference,
        String term,
        String standing,
        String style,
        List<String> happenings,
        boolean posted,
        String text,
        String link,
        String reason,
        List<Picture> photos,
        boolean showsPhotos,
        String taskFrom) {

    /**
     * A photograph.
     *
     * @param chosen whether it is to be posted
     * @param note what is to be known about it; may be empty
     */
    record Picture(String id, String title, String link, boolean chosen, String note) {}

    static StoryPage of(RoundUpStory story) {
        Optional<RoundUp> roundUp = story.roundUp();
        Optional<Ending> ending = roundUp.flatMap(RoundUp::ending);
        return new StoryPage(
                "Round-up of " + story.day().inWords(),
                RoundUps.PAGES + "/" + story.day().friday(),
                roundUp.map(RoundUp::reference).orElse(""),
                story.day().term(),
                roundUp.map(Words::standing).orElse("Coming"),
                roundUp.map(Words::style).orElse("badge-quiet"),
                happenings(story),
                roundUp.filter(one -> one.state() == State.POSTED).isPresent(),
                ending.map(Ending::text).orElse(""),
                ending.flatMap(Ending::link).orElse(""),
                story.reason(),
                story.photos().stream().map(StoryPage::picture).toList(),
                story.showsPhotos(),
                roundUp.isPresent() ? "" : SchoolTime.format(story.day().opens()));
    }

    private static List<String> happenings(RoundUpStory story) {
        List<String> happenings = new ArrayList<>();
        if (story.roundUp().isEmpty()) {
            happenings.add(
                    "It will be asked for on " + SchoolTime.format(story.day().opens()) + " and is due by "
                            + SchoolTime.format(story.day().due()) + ".");
            return happenings;
        }
        RoundUp roundUp = story.roundUp().get();
        happenings.add("Asked for on " + SchoolTime.format(roundUp.openedAt()) + ", due by "
                + SchoolTime.format(roundUp.day().due()) + ".");
        if (roundUp.isReminded()) {
            happenings.add("Those responsible for the accounts were reminded.");
        }
        roundUp.headToldAt()
                .ifPresent(at -> happenings.add(
                        "The head teacher was told that it was not posted, " + SchoolTime.format(at) + "."));
        if (!roundUp.isOpen()) {
            happenings.add(Words.when(roundUp, story.answeredBy()) + ".");
        }
        return happenings;
    }

    private static Picture picture(PostedPhoto photo) {
        String note = "";
        if (photo.toGo()) {
            note = photo.gone()
                    .map(at -> "Taken out of the post on " + SchoolTime.format(at) + " (S3).")
                    .orElse("It has to be taken out of the post (S3).");
        }
        return new Picture(photo.id().toString(), photo.title(), "/photos/" + photo.id(), !photo.toGo(), note);
    }

    /** The photographs to choose from. @param chosen ids of those that are chosen */
    static List<Picture> choices(RoundUpStory.Preparation preparation, Collection<String> chosen) {
        return preparation.choices().stream()
                .map(photo -> new Picture(
                        photo.id().toString(),
                        photo.title(),
                        "/photos/" + photo.id(),
                        chosen.contains(photo.id().toString()),
                        ""))
                .toList();
    }

    /** Who saved what is prepared, and when; empty where nobody has. */
    static String saved(RoundUpStory.Preparation preparation) {
        Draft draft = preparation.draft();
        return draft.savedAt()
                .map(at -> "Saved by " + preparation.savedBy() + ", " + SchoolTime.format(at) + ".")
                .orElse("");
    }
}
