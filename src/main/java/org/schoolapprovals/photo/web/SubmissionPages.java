package org.schoolapprovals.photo.web;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.schoolapprovals.photo.PhotoRegister;
import org.schoolapprovals.photo.PhotoSubmission;
import org.schoolapprovals.report.RequestPages;
import org.springframework.stereotype.Component;

/** Leads from a number in a report to the pages of the photographs that it counts. */
@Component
class SubmissionPages implements RequestPages {

    private final PhotoRegister register;

    SubmissionPages(PhotoRegister register) {
        this.register = register;
    }

    @Override
    public String process() {
        return PhotoSubmission.PROCESS;
    }

    @Override
    public Map<UUID, String> of(String viewerId, Collection<UUID> requestIds) {
        return register.visible(viewerId, requestIds).stream()
                .collect(Collectors.toMap(id -> id, id -> "/photos/submissions/" + id));
    }
}
