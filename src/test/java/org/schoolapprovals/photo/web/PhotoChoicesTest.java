package org.schoolapprovals.photo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.schoolapprovals.consent.ConsentCheck;
import org.schoolapprovals.consent.Pupil;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.photo.PhotoSettings;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ResponseStatusException;

class PhotoChoicesTest {

    private static final DefaultCsrfToken CSRF = new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "token");

    private final ConsentCheck consents = mock();
    private final People people = mock();
    private final PhotoChoices page =
            new PhotoChoices(consents, people, new PhotoSettings(20, DataSize.ofMegabytes(25), 2048, 50));

    @BeforeEach
    void two_classes() {
        when(consents.pupils()).thenReturn(List.of(pupil("Una", "1H"), pupil("Ada", "3B"), pupil("Bo", "3B")));
    }

    private static Pupil pupil(String name, String className) {
        return new Pupil(UUID.randomUUID(), name, "Rowan", List.of(), className, 2030);
    }

    private void somebodyIs(Role role) {
        when(people.find("somebody")).thenReturn(Optional.of(new Person("somebody", "Somebody", Set.of(role))));
    }

    @Test
    void staff_choose_from_the_children_by_class_and_from_every_place() {
        somebodyIs(Role.STAFF);

        var answer = page.choices(() -> "somebody", CSRF);

        var choices = answer.getBody();
        assertThat(choices.classes()).extracting(PhotoChoices.SchoolClass::name).containsExactly("1H", "3B");
        assertThat(choices.classes().get(1).pupils())
                .extracting(PhotoChoices.Child::name)
                .containsExactly("Ada Rowan", "Bo Rowan");
        assertThat(choices.channels()).hasSize(Use.values().length);
        assertThat(choices.channels().get(0).words()).isEqualTo("The school\u2019s Facebook page");
        assertThat(choices.largest()).isEqualTo(25L * 1024 * 1024);
        assertThat(choices.csrf().token()).isEqualTo("token");
        assertThat(answer.getHeaders().getFirst(HttpHeaders.CACHE_CONTROL)).isEqualTo("no-store");
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "STAFF", mode = EnumSource.Mode.EXCLUDE)
    void nobody_but_staff_learns_a_childs_name(Role role) {
        somebodyIs(role);

        assertThatThrownBy(() -> page.choices(() -> "somebody", CSRF)).isInstanceOf(ResponseStatusException.class);
    }

    @Test
    void somebody_who_is_not_known_any_more_learns_nothing() {
        assertThatThrownBy(() -> page.choices(() -> "nobody", CSRF)).isInstanceOf(ResponseStatusException.class);
    }
}
