package org.schoolapprovals.engine;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.camunda.bpm.spring.boot.starter.configuration.impl.DefaultDeploymentConfiguration;
import org.springframework.core.io.ContextResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;

/**
 * Deploys every file by its bare name. The engine takes the path of a file that is not in a jar for its name, and would find an
 * embedded form, which a model names without any folder, in the packaged application only.
 */
class BareNames extends DefaultDeploymentConfiguration {

    @Override
    public Set<Resource> getDeploymentResources() {
        Set<Resource> named = new LinkedHashSet<>();
        for (Resource resource : super.getDeploymentResources()) {
            try {
                named.add(new Named(resource));
            } catch (IOException unreadable) {
                throw new IllegalStateException("Cannot deploy " + resource, unreadable);
            }
        }
        return named;
    }

    private static final class Named extends UrlResource implements ContextResource {

        Named(Resource resource) throws IOException {
            super(resource.getURL());
        }

        @Override
        public String getPathWithinContext() {
            return getFilename();
        }
    }
}
