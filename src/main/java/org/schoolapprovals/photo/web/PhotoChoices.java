package org.schoolapprovals.photo.web;

import java.security.Principal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.schoolapprovals.consent.ConsentCheck;
import org.schoolapprovals.consent.Pupil;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.photo.PhotoSettings;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What the forms of photographs offer in Tasklist, which is no page of ours: children, places, limits, and leave to send files. */
@RestController
class PhotoChoices {

    private final ConsentCheck consents;
    private final People people;
    private final PhotoSettings settings;

    PhotoChoices(ConsentCheck consents, People people, PhotoSettings settings) {
        this.consents = consents;
        this.people = people;
        this.settings = settings;
    }

    /** For members of staff only: nobody else submits photographs. Nothing of it stays in the browser's cache. */
    @GetMapping("/photos/choices")
    ResponseEntity<Choices> choices(Principal principal, CsrfToken csrf) {
        people.find(principal.getName())
                .filter(person -> person.has(Role.STAFF))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
        List<SchoolClass> classes = consents.pupils().stream()
                .collect(Collectors.groupingBy(Pupil::className, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> new SchoolClass(
                        entry.getKey(), entry.getValue().stream().map(Child::of).toList()))
                .toList();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Choices(
                        classes,
                        Arrays.stream(Use.values()).map(Place::of).toList(),
                        settings.most(),
                        settings.largest().toBytes(),
                        new Leave(csrf.getHeaderName(), csrf.getToken())));
    }

    /**
     * What a form offers.
     *
     * @param most the most photographs that go together
     * @param largest the largest file, in bytes
     * @param csrf what has to be sent with each file
     */
    record Choices(List<SchoolClass> classes, List<Place> channels, int most, long largest, Leave csrf) {}

    record SchoolClass(String name, List<Child> pupils) {}

    record Child(UUID id, String name) {

        static Child of(Pupil pupil) {
            return new Child(pupil.id(), pupil.name());
        }
    }

    record Place(String value, String words) {

        static Place of(Use use) {
            String words = use.words();
            return new Place(use.value(), words.substring(0, 1).toUpperCase(Locale.UK) + words.substring(1));
        }
    }

    record Leave(String header, String token) {}
}
