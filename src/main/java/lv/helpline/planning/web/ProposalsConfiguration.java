package lv.helpline.planning.web;

import java.util.Optional;
import lv.helpline.planning.proposals.StaffingSolver;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Proposals, where there is a solver.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProposalsProperties.class)
class ProposalsConfiguration {

    @Bean(destroyMethod = "close")
    ProposalRuns proposalRuns(Optional<StaffingSolver> solver, ProposalsProperties properties) {
        return new ProposalRuns(solver, properties.time());
    }
}
