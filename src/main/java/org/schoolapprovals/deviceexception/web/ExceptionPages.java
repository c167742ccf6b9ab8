package org.schoolapprovals.deviceexception.web;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.schoolapprovals.deviceexception.DeviceException;
import org.schoolapprovals.deviceexception.ExceptionRegister;
import org.schoolapprovals.report.RequestPages;
import org.springframework.stereotype.Component;

/** Leads from a number in a report to the pages of the exceptions that it counts. */
@Component
class ExceptionPages implements RequestPages {

    private final ExceptionRegister register;

    ExceptionPages(ExceptionRegister register) {
        this.register = register;
    }

    @Override
    public String process() {
        return DeviceException.PROCESS;
    }

    @Override
    public Map<UUID, String> of(String viewerId, Collection<UUID> requestIds) {
        return register.visible(viewerId, requestIds).stream()
                .collect(Collectors.toMap(id -> id, id -> "/exceptions/" + id));
    }
}
