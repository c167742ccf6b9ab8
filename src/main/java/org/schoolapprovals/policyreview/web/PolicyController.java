package org.schoolapprovals.policyreview.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.policyreview.Acknowledgement;
import org.schoolapprovals.policyreview.Acknowledgements;
import org.schoolapprovals.policyreview.PolicyStanding;
import org.schoolapprovals.policyreview.PolicyVersion;
import org.schoolapprovals.policyreview.PolicyVersions;
import org.schoolapprovals.policyreview.Review;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The policy itself, for everybody who signs in: what is in force, what was before, what changed, and that they have read it. */
@Controller
@RequestMapping("/policy")
class PolicyController {

    private final PolicyVersions versions;
    private final Acknowledgements acknowledgements;
    private final People people;

    PolicyController(PolicyVersions versions, Acknowledgements acknowledgements, People people) {
        this.versions = versions;
        this.acknowledgements = acknowledgements;
        this.people = people;
    }

    @GetMapping
    ModelAndView policy(Principal principal) {
        return page(principal, List.of(), HttpStatus.OK);
    }

    private ModelAndView page(Principal principal, List<String> faults, HttpStatus status) {
        Person reader = reader(principal);
        PolicyStanding standing = versions.standing();
        return new ModelAndView("policyreview/policy", status)
                .addObject("faults", faults)
                .addObject("overdue", Overdue.sentence(standing).orElse(""))
                .addObject("version", standing.inForce().map(version -> shown(version, standing, reader, true)))
                .addObject(
                        "others",
                        versions.all().stream()
                                .filter(version -> standing.inForce()
                                        .filter(other -> other.id().equals(version.id()))
                                        .isEmpty())
                                .map(version -> shown(version, standing, reader, false))
                                .toList())
                .addObject("mayReadReviews", Review.mayRead(reader))
                .addObject("mayReadCoverage", Acknowledgements.mayReadCoverage(reader))
                .addObject("mayEnter", versions.all().isEmpty() && PolicyVersions.mayEnterInHand(reader));
    }

    @GetMapping("/versions/{id}")
    ModelAndView version(Principal principal, @PathVariable UUID id) {
        return version(principal, find(id), List.of(), HttpStatus.OK);
    }

    private ModelAndView version(Principal principal, PolicyVersion version, List<String> faults, HttpStatus status) {
        return new ModelAndView("policyreview/version", status)
                .addObject("faults", faults)
                .addObject("version", shown(version, versions.standing(), reader(principal), true));
    }

    @GetMapping("/versions/{id}/file")
    ResponseEntity<byte[]> file(@PathVariable UUID id) {
        PolicyVersion version = find(id);
        return Download.of(version.document(), versions.bytes(version.document()));
    }

    @GetMapping("/versions/{id}/changes")
    ModelAndView changes(@PathVariable UUID id) {
        PolicyVersion version = find(id);
        PolicyVersion before = versions.before(version).orElseThrow(PolicyController::noSuchPage);
        return new ModelAndView("policyreview/changes")
                .addObject(
                        "changes",
                        ChangesPage.of(
                                "/policy/versions/" + id,
                                "version " + version.number(),
                                "Version " + version.number(),
                                "Version " + before.number(),
                                version.changeSummary(),
                                versions.changes(before.document(), version.document())));
    }

    @PostMapping("/versions/{id}/confirmation")
    ModelAndView confirm(Principal principal, @PathVariable UUID id, RedirectAttributes next) {
        PolicyVersion version = find(id);
        try {
            acknowledgements.acknowledge(id, principal.getName());
        } catch (NotAllowedException wrongPerson) {
            return version(principal, version, wrongPerson.sentences(), HttpStatus.FORBIDDEN);
        } catch (RefusedException refused) {
            return version(principal, version, refused.sentences(), HttpStatus.CONFLICT);
        }
        next.addFlashAttribute(
                "notice", "Thank you: it is recorded that you have read version " + version.number() + ".");
        return new ModelAndView("redirect:/policy/versions/" + id);
    }

    /** The version that a school had before it began with this software. */
    @PostMapping("/in-hand")
    ModelAndView enterInHand(
            Principal principal,
            @RequestParam(required = false) MultipartFile file,
            @RequestParam(defaultValue = "") String inForceFrom,
            RedirectAttributes next) {
        try {
            versions.enterInHand(
                    principal.getName(),
                    file == null ? "" : file.getOriginalFilename(),
                    bytes(file),
                    TypedDay.of(inForceFrom));
        } catch (NotAllowedException wrongPerson) {
            throw wrongPerson;
        } catch (RefusedException refused) {
            return page(principal, refused.sentences(), HttpStatus.UNPROCESSABLE_ENTITY)
                    .addObject("inForceFrom", inForceFrom);
        }
        next.addFlashAttribute("notice", "The version in hand is entered.");
        return new ModelAndView("redirect:/policy");
    }

    private static byte[] bytes(MultipartFile file) {
        try {
            return file == null ? null : file.getBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private VersionPage shown(PolicyVersion version, PolicyStanding standing, Person reader, boolean withText) {
        return VersionPage.of(
                version,
                standing,
                versions.before(version).isPresent(),
                withText ? versions.html(version.document()) : Optional.empty(),
                asked(version, reader));
    }

    private Optional<Acknowledgement> asked(PolicyVersion version, Person reader) {
        return acknowledgements.of(reader.id()).stream()
                .filter(asked -> asked.version().equals(version.id()))
                .findFirst();
    }

    private Person reader(Principal principal) {
        return people.find(principal.getName()).orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
    }

    private PolicyVersion find(UUID id) {
        return versions.find(id).orElseThrow(PolicyController::noSuchPage);
    }

    private static ResponseStatusException noSuchPage() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
