package org.schoolapprovals.comment;

import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The evidence of comments that were removed and reported: for head teacher and deputy head, unless it is about the head, and for
 * the chair of governors. Who looked is written down.
 */
@Service
@Transactional
public class CommentEvidence {

    /**
     * Reads the evidence, and writes down who did.
     *
     * @throws org.schoolapprovals.refusal.NotAllowedException with the same sentence where there is none and where it is not theirs to read
     */
    public Evidence read(UUID commentId, String userId) {
        throw new UnsupportedOperationException();
    }
}
