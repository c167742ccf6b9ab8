package org.schoolapprovals.comment;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The comments, as each person may read them: everybody what they brought themselves; those responsible for the accounts, head and
 * deputy all, but head and deputy nothing about the head; the chair of governors what they have a part in.
 */
@Service
@Transactional(readOnly = true)
public class CommentRegister {

    /** What the viewer may decide now, the most pressing first, at most 200. */
    public List<CommentLine> waiting(String viewerId) {
        throw new UnsupportedOperationException();
    }

    /** What the viewer may see of what they look for, the latest first. */
    public CommentsFound page(String viewerId, CommentFilter filter) {
        throw new UnsupportedOperationException();
    }

    /**
     * One comment with its whole story.
     *
     * @throws org.schoolapprovals.refusal.NotAllowedException with the same sentence where there is none and where it is not the viewer's to see
     */
    public CommentStory story(UUID id, String viewerId) {
        throw new UnsupportedOperationException();
    }
}
