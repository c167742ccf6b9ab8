package org.schoolapprovals.comment.web;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.schoolapprovals.comment.Comment;
import org.schoolapprovals.comment.CommentRegister;
import org.schoolapprovals.report.RequestPages;
import org.springframework.stereotype.Component;

/** Leads from a number in a report to the pages of the comments that it counts. */
@Component
class CommentPages implements RequestPages {

    private final CommentRegister register;

    CommentPages(CommentRegister register) {
        this.register = register;
    }

    @Override
    public String process() {
        return Comment.PROCESS;
    }

    @Override
    public Map<UUID, String> of(String viewerId, Collection<UUID> requestIds) {
        return register.visible(viewerId, requestIds).stream()
                .collect(Collectors.toMap(id -> id, id -> "/comments/" + id));
    }

    /** A comment about the head teacher is not for the head teacher. */
    @Override
    public Set<UUID> keptFrom(String viewerId, Collection<UUID> requestIds) {
        return register.hidden(viewerId, requestIds);
    }
}
