package lv.helpline;

import java.util.Map;
import java.util.stream.Stream;
import org.springframework.modulith.core.ApplicationModuleDetectionStrategy;
import org.springframework.modulith.core.ApplicationModuleInformation;
import org.springframework.modulith.core.JavaPackage;
import org.springframework.modulith.core.NamedInterfaces;

/// What Spring Modulith takes for a module, and what of it the others may use: the package below `lv.helpline` itself,
/// and of the packages below that one those that are named here. The core has no annotation of Spring's, so the names
/// stand here, not at the packages. Spring Modulith finds this class by `META-INF/spring.factories`.
public final class ModuleDetection implements ApplicationModuleDetectionStrategy {

    private static final Map<String, String[]> OFFERED = Map.of(
            "roster", new String[] {"edit", "staffing"},
            "routing", new String[] {"web"},
            "audit", new String[] {"jdbc"},
            "identity", new String[] {"web", "jdbc"},
            "lines", new String[] {"web"},
            "planning", new String[] {"proposals", "web"},
            "staff", new String[] {"web"},
            "webcall", new String[] {"web"},
            "shared", new String[] {"web", "jdbc"});

    @Override
    public Stream<JavaPackage> getModuleBasePackages(JavaPackage root) {
        return ApplicationModuleDetectionStrategy.directSubPackage().getModuleBasePackages(root);
    }

    @Override
    public NamedInterfaces detectNamedInterfaces(JavaPackage module, ApplicationModuleInformation information) {
        var offered = OFFERED.getOrDefault(module.getLocalName(), new String[0]);
        return NamedInterfaces.builder(module).matching(offered).build();
    }
}
