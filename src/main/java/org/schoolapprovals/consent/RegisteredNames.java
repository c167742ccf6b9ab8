package org.schoolapprovals.consent;

import java.util.List;
import java.util.Optional;
import org.schoolapprovals.textcheck.PupilNames;
import org.springframework.stereotype.Component;

/** The names of everybody at the school, for the check of texts. */
@Component
class RegisteredNames implements PupilNames {

    private final PupilStore store;

    RegisteredNames(PupilStore store) {
        this.store = store;
    }

    @Override
    public long version() {
        return store.version();
    }

    @Override
    public List<Child> children() {
        return store.all(Optional.empty()).stream()
                .filter(Enrolment::present)
                .map(Enrolment::pupil)
                .map(pupil -> new Child(pupil.firstName(), pupil.lastName(), pupil.nicknames(), pupil.className()))
                .toList();
    }
}
