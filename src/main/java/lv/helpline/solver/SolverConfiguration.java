package lv.helpline.solver;

import lv.helpline.planning.proposals.StaffingSolver;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Without the library there is no solver, and no page offers proposals. With it nothing of it is loaded until somebody
/// asks for some.
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "ai.timefold.solver.core.api.solver.SolverFactory")
class SolverConfiguration {

    @Bean
    StaffingSolver staffingSolver() {
        return new TimefoldSolver();
    }
}
