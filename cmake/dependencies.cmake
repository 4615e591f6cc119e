# Third-party libraries, one interface target per purpose. Each is linked by the layers that may include it.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(GTest REQUIRED)
find_package(benchmark REQUIRED)

add_library(json INTERFACE)
target_link_libraries(json INTERFACE Boost::headers)

add_library(http INTERFACE)
target_link_libraries(http INTERFACE Boost::headers Threads::Threads)

find_package(ZLIB REQUIRED)
add_library(compression INTERFACE)
target_link_libraries(compression INTERFACE ZLIB::ZLIB)

# scripts/setup unpacks these two into .deps
add_library(schema INTERFACE)
target_include_directories(schema SYSTEM INTERFACE ${CMAKE_SOURCE_DIR}/.deps/valijson)

find_package(CLI11 REQUIRED)
add_library(command-line INTERFACE)
target_link_libraries(command-line INTERFACE CLI11::CLI11)

pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-uc icu-i18n)
pkg_check_modules(PCRE2 REQUIRED IMPORTED_TARGET libpcre2-8)
add_library(unicode INTERFACE)
target_link_libraries(unicode INTERFACE PkgConfig::ICU PkgConfig::PCRE2)

# the codecs of pictures, the same that Pillow uses
pkg_check_modules(CODECS REQUIRED IMPORTED_TARGET libjpeg libpng libwebp libwebpdemux libtiff-4)
find_package(GIF 5 REQUIRED)
add_library(pictures INTERFACE)
target_link_libraries(pictures INTERFACE PkgConfig::CODECS GIF::GIF)

# sound: decoding and resampling, Fourier transforms (a header)
pkg_check_modules(FFMPEG REQUIRED IMPORTED_TARGET libavformat libavcodec libswresample libavutil)
find_path(KISSFFT_INCLUDE kissfft/kissfft.hh REQUIRED)
add_library(sound INTERFACE)
target_link_libraries(sound INTERFACE PkgConfig::FFMPEG)
target_include_directories(sound SYSTEM INTERFACE ${KISSFFT_INCLUDE})

# the Hub client: transfers, and the hashes that its files are named after
pkg_check_modules(CURL REQUIRED IMPORTED_TARGET libcurl>=7.85)
pkg_check_modules(CRYPTO REQUIRED IMPORTED_TARGET libcrypto)
add_library(transfer INTERFACE)
target_link_libraries(transfer INTERFACE PkgConfig::CURL PkgConfig::CRYPTO)

# only for servers that tests start
pkg_check_modules(SSL REQUIRED IMPORTED_TARGET libssl)
add_library(tls INTERFACE)
target_link_libraries(tls INTERFACE PkgConfig::SSL PkgConfig::CRYPTO)

set(ORT ${CMAKE_SOURCE_DIR}/.deps/onnxruntime)
add_library(onnxruntime SHARED IMPORTED)
set_target_properties(onnxruntime PROPERTIES IMPORTED_LOCATION ${ORT}/lib/libonnxruntime.so.1
                                             INTERFACE_INCLUDE_DIRECTORIES ${ORT}/include)
