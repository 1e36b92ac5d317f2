package lv.helpline.shared;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;

/// Names, when a process starts, each setting that nobody reads.
@Component
class SettingsWarning implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsWarning.class);

    private final ConfigurableEnvironment environment;

    SettingsWarning(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public void afterSingletonsInstantiated() {
        KnownSettings.load().unknown(environment).forEach(each -> LOG.warn("Settings: {}", each));
    }
}
