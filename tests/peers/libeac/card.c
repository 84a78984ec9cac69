/* The card's side of PACE and of the channel after it, by libeac (OpenPACE).
 *
 * Lines on standard input, each answered by one on standard output. Bytes are
 * hexadecimal.
 *
 *   EF.CardAccess
 *   "can" or "mrz", a space, the password     -> nonce ENCRYPTED
 *   the terminal's mapping data               -> map DATA
 *   the terminal's ephemeral key              -> key DATA | short-secret
 *   the terminal's token                      -> token DATA | wrong
 *   "MACED CRYPTOGRAM MAC" of a command       -> opened PLAINTEXT
 *   the plaintext of a response               -> response OBJECTS
 *
 * "short-secret" ends the run: libeac 1.1.2 drops the leading zeros of a
 * Diffie-Hellman secret (src/eac_dh.c calls DH_compute_key and not
 * DH_compute_key_padded), and so has keys that nobody else has. Measured with
 * the 1024-bit group: 9 runs of 1485, each with a secret of 127 bytes.
 *
 * MACED is what the MAC of secure messaging covers after the counter, padded.
 * Whatever libeac refuses ends the program with code 1 and the step's name on
 * standard error. Memory is left to the end of the process.
 */

#include <eac/eac.h>
#include <eac/pace.h>
#include <openssl/buffer.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Longer than two public keys of 2048 bits in hexadecimal. */
#define LINE 4096

static void stop(const char *step)
{
    fprintf(stderr, "libeac stopped at: %s\n", step);
    exit(1);
}

static void *need(void *result, const char *step)
{
    if (!result)
        stop(step);
    return result;
}

static void must(int succeeded, const char *step)
{
    if (succeeded != 1)
        stop(step);
}

static void read_line(char *line)
{
    if (!fgets(line, LINE, stdin))
        stop("end of input");
    line[strcspn(line, "\n")] = '\0';
}

static BUF_MEM *buffer(const unsigned char *bytes, size_t len)
{
    BUF_MEM *result = need(BUF_MEM_new(), "memory");
    if (len > 0) {
        must(BUF_MEM_grow(result, len) == len, "memory");
        memcpy(result->data, bytes, len);
    }
    return result;
}

static BUF_MEM *from_hex(const char *text)
{
    unsigned char bytes[LINE / 2];
    size_t len = strlen(text) / 2;
    for (size_t i = 0; i < len; i++) {
        unsigned int byte;
        must(sscanf(text + 2 * i, "%2x", &byte), "hexadecimal input");
        bytes[i] = (unsigned char)byte;
    }
    return buffer(bytes, len);
}

static BUF_MEM *read_hex(void)
{
    char line[LINE];
    read_line(line);
    return from_hex(line);
}

static void say(const char *what, const BUF_MEM *data)
{
    printf("%s ", what);
    for (size_t i = 0; i < data->length; i++)
        printf("%02X", (unsigned char)data->data[i]);
    printf("\n");
    fflush(stdout);
}

static PACE_SEC *read_password(void)
{
    char line[LINE];
    read_line(line);
    enum s_type type = strncmp(line, "mrz ", 4) == 0 ? PACE_MRZ : PACE_CAN;
    return need(PACE_SEC_new(line + 4, strlen(line + 4), type), "password");
}

/* Whether leading zeros were lost, without which the secret would be as long
 * as the prime. The groups of RFC 5114 make keys of type DHX. */
static int secret_is_short(const PACE_CTX *pace)
{
    return EVP_PKEY_get_base_id(pace->static_key) != EVP_PKEY_EC &&
           pace->ka_ctx->shared_secret->length < (size_t)EVP_PKEY_get_size(pace->static_key);
}

/* Returns whether there is a channel: the terminal proved that it knows the
 * password. */
static int agree(EAC_CTX *ctx, const PACE_SEC *password)
{
    say("nonce", need(PACE_STEP1_enc_nonce(ctx, password), "nonce"));

    BUF_MEM *theirs = read_hex();
    BUF_MEM *ours = need(PACE_STEP3A_generate_mapping_data(ctx), "mapping data");
    must(PACE_STEP3A_map_generator(ctx, theirs), "mapping");
    say("map", ours);

    theirs = read_hex();
    ours = need(PACE_STEP3B_generate_ephemeral_key(ctx), "ephemeral key");
    must(PACE_STEP3B_compute_shared_secret(ctx, theirs), "shared secret");
    if (secret_is_short(ctx->pace_ctx)) {
        printf("short-secret\n");
        return 0;
    }
    must(PACE_STEP3C_derive_keys(ctx), "session keys");
    say("key", ours);

    BUF_MEM *token = read_hex();
    if (PACE_STEP3D_verify_authentication_token(ctx, token) != 1) {
        printf("wrong\n");
        return 0;
    }
    say("token", need(PACE_STEP3D_compute_authentication_token(ctx, theirs), "token"));
    return 1;
}

static void open_command(EAC_CTX *ctx)
{
    char line[LINE];
    read_line(line);
    const char *maced = need(strtok(line, " "), "three words");
    const char *cryptogram = need(strtok(NULL, " "), "three words");
    const char *mac = need(strtok(NULL, " "), "three words");
    must(EAC_increment_ssc(ctx), "counter");
    must(EAC_verify_authentication(ctx, from_hex(maced), from_hex(mac)), "MAC");
    BUF_MEM *padded = need(EAC_decrypt(ctx, from_hex(cryptogram)), "decryption");
    say("opened", need(EAC_remove_iso_pad(padded), "padding"));
}

/* Objects 87, 99 (always 9000) and 8E around a short plaintext. */
static void protect_response(EAC_CTX *ctx)
{
    static const unsigned char status[] = {0x99, 2, 0x90, 0};
    unsigned char objects[LINE];
    must(EAC_increment_ssc(ctx), "counter");
    BUF_MEM *padded = need(EAC_add_iso_pad(ctx, read_hex()), "padding");
    BUF_MEM *cryptogram = need(EAC_encrypt(ctx, padded), "encryption");
    must(cryptogram->length < 0x7F, "a short plaintext");
    size_t len = 0;
    objects[len++] = 0x87;
    objects[len++] = (unsigned char)(cryptogram->length + 1);
    objects[len++] = 1;
    memcpy(objects + len, cryptogram->data, cryptogram->length);
    len += cryptogram->length;
    memcpy(objects + len, status, sizeof status);
    len += sizeof status;
    BUF_MEM *maced = need(EAC_add_iso_pad(ctx, buffer(objects, len)), "padding");
    BUF_MEM *mac = need(EAC_authenticate(ctx, maced), "MAC");
    objects[len++] = 0x8E;
    objects[len++] = (unsigned char)mac->length;
    memcpy(objects + len, mac->data, mac->length);
    say("response", buffer(objects, len + mac->length));
}

int main(void)
{
    EAC_init();
    EAC_CTX *ctx = need(EAC_CTX_new(), "context");
    BUF_MEM *access = read_hex();
    must(EAC_CTX_init_ef_cardaccess((unsigned char *)access->data, access->length, ctx),
         "EF.CardAccess");
    if (!agree(ctx, read_password()))
        return 0;
    must(EAC_CTX_set_encryption_ctx(ctx, EAC_ID_PACE), "secure messaging");
    open_command(ctx);
    protect_response(ctx);
    return 0;
}
