package org.schoolapprovals.photo.process;

import java.util.List;
import java.util.UUID;
import org.schoolapprovals.photo.PhotoSubmissions;
import org.schoolapprovals.photo.Publication;
import org.springframework.stereotype.Component;

/** What a cleared submission has to be published as, one call of the engine each. Public because an expression of the model calls it. */
@Component
public class OutstandingPublications {

    private final PhotoSubmissions submissions;

    OutstandingPublications(PhotoSubmissions submissions) {
        this.submissions = submissions;
    }

    /** The business keys of the publications that are to be made. */
    public List<String> of(String businessKey) {
        return submissions.find(UUID.fromString(businessKey)).openPublications().stream()
                .map(Publication::id)
                .map(UUID::toString)
                .toList();
    }
}
