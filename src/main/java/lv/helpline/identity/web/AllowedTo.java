package lv.helpline.identity.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import lv.helpline.accounts.Role;

/// Whom a controller, one of its methods or a WebSocket is for: everybody who is signed in, unless it names roles. What
/// a method says goes before what its class says.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface AllowedTo {

    Role[] value() default {Role.ADMINISTRATOR, Role.COORDINATOR, Role.CONSULTANT};
}
