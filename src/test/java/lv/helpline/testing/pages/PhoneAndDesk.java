package lv.helpline.testing.pages;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A test of pages that runs twice: in Latvian on a phone, and in English on a desk. It takes a language and a width in
/// pixels. What sticks out or is too small is looked for at the other width too, see [Browsers.Visitor#isFlawless].
@ParameterizedTest(name = "{0} at {1} px")
@CsvSource({"lv, 360", "en, 1280"})
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface PhoneAndDesk {}
