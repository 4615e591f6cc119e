#include "fakes/tls_server.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>

namespace hfi::fakes {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

// Signs itself, as a company's proxy does.
X509* certificate_for(EVP_PKEY* key) {
  X509* certificate = X509_new();
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
  X509_set_pubkey(certificate, key);
  X509_NAME* name = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("fake"), -1, -1, 0);
  X509_set_issuer_name(certificate, name);
  for (const auto& [kind, value] :
       {std::pair(NID_subject_alt_name, "IP:127.0.0.1"), {NID_basic_constraints, "CA:TRUE"}}) {
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
  }
  X509_sign(certificate, key, EVP_sha256());
  return certificate;
}

}  // namespace

struct TlsServer::State {
  void serve() {
    while (!stopping) {
      boost::system::error_code error;
      tcp::socket socket(context);
      acceptor.accept(socket, error);
      if (error || stopping) continue;
      asio::ssl::stream<tcp::socket> stream(std::move(socket), tls);
      stream.handshake(asio::ssl::stream_base::server, error);
      asio::streambuf head;
      if (!error) asio::read_until(stream, head, "\r\n\r\n", error);
      if (!error)
        asio::write(stream,
                    asio::buffer(std::string("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret")),
                    error);
      stream.shutdown(error);
    }
  }

  asio::io_context context;
  tcp::acceptor acceptor{context, {asio::ip::address_v4::loopback(), 0}};
  asio::ssl::context tls{asio::ssl::context::tls_server};
  std::atomic<bool> stopping = false;
  std::thread thread;
};

TlsServer::TlsServer(const std::filesystem::path& certificate_file)
    : state_(std::make_unique<State>()) {
  EVP_PKEY* key = EVP_RSA_gen(2048);
  X509* certificate = certificate_for(key);
  if (FILE* file = std::fopen(certificate_file.c_str(), "w")) {
    PEM_write_X509(file, certificate);
    std::fclose(file);
  }
  SSL_CTX_use_certificate(state_->tls.native_handle(), certificate);
  SSL_CTX_use_PrivateKey(state_->tls.native_handle(), key);
  X509_free(certificate);
  EVP_PKEY_free(key);
  state_->thread = std::thread([this] { state_->serve(); });
}

TlsServer::~TlsServer() {
  state_->stopping = true;
  boost::system::error_code ignored;
  tcp::socket(state_->context)
      .connect(state_->acceptor.local_endpoint(), ignored);  // wakes the thread
  state_->thread.join();
}

std::string TlsServer::url() const {
  return "https://127.0.0.1:" + std::to_string(state_->acceptor.local_endpoint().port());
}

}  // namespace hfi::fakes
