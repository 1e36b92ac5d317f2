-- Whoever reads mails in another browser, or on another device, types a code instead of opening the link.

alter table sign_in_link
    add column code_hash sha256_hex,
    add constraint sign_in_link_code_is_of_one_link unique (code_hash),
    add constraint sign_in_link_code_comes_with_a_mailed_link check (code_hash is null or purpose = 'sign-in');
comment on column sign_in_link.code_hash is
    'The digest of the code in the same mail and of the name of the browser that asked for it, 256 random bits; null '
    'where there is no code. Link and code are used up together.';
