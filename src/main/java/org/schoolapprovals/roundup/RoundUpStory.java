package org.schoolapprovals.roundup;

import java.util.List;
import java.util.Optional;
import org.schoolapprovals.photo.ClearedPhoto;

/**
 * One round-up as a person may read it.
 *
 * @param roundUp empty before it is asked for
 * @param answeredBy name of whoever said that it was posted or missed; empty where nobody did
 * @param reason why it was missed; empty for those who do not read it
 * @param photos what was posted with it
 * @param showsPhotos whether the reader may see the photographs themselves
 * @param preparation what is prepared for it; empty where there is nothing to prepare, or it is not the reader's
 * @param mayPrepare whether the reader may change that
 */
public record RoundUpStory(
        RoundUpDay day,
        Optional<RoundUp> roundUp,
        String answeredBy,
        String reason,
        List<PostedPhoto> photos,
        boolean showsPhotos,
        Optional<Preparation> preparation,
        boolean mayPrepare) {

    public RoundUpStory {
        photos = List.copyOf(photos);
    }

    /**
     * What is prepared.
     *
     * @param savedBy name of whoever saved it last; empty where nobody has
     * @param faults what stands against posting it, one sentence each
     * @param choices the photographs to choose from
     */
    public record Preparation(Draft draft, String savedBy, List<String> faults, List<ClearedPhoto> choices) {

        public Preparation {
            faults = List.copyOf(faults);
            choices = List.copyOf(choices);
        }

        /** Whether it could be posted just as it is. */
        public boolean isReady() {
            return !draft.text().isEmpty() && faults.isEmpty();
        }
    }
}
