package org.schoolapprovals.consent.web;

import org.schoolapprovals.refusal.NotAllowedException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** What people see of the register whose it is not, and at addresses where nothing can be. */
@ControllerAdvice(basePackageClasses = TurnedAway.class)
class TurnedAway {

    @ExceptionHandler(NotAllowedException.class)
    @ResponseStatus(HttpStatus.FORBIDDEN)
    ModelAndView notTheirs(NotAllowedException wrongPerson) {
        return new ModelAndView("consent/no-consents").addObject("why", wrongPerson.getMessage());
    }

    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String notFound() {
        return "error/404";
    }
}
