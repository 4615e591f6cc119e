#pragma once
// Bytes that all connections together may hold in bodies: many requests within their own limit must
// not be able to fill the machine.

#include <atomic>
#include <cstdint>

namespace hfi::server {

class ByteBudget {
 public:
  explicit ByteBudget(std::uint64_t bytes) : left_(static_cast<std::int64_t>(bytes)) {}

  // What one request holds; given back when it ends.
  class Share {
   public:
    explicit Share(ByteBudget& budget) : budget_(budget) {}
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;
    ~Share() { budget_.left_ += held_; }

    // False when there is not that much left; what was held until then stays.
    [[nodiscard]] bool grow_to(std::uint64_t bytes) {
      const auto more = static_cast<std::int64_t>(bytes) - held_;
      const bool fits = (budget_.left_ -= more) >= 0;
      if (fits)
        held_ += more;
      else
        budget_.left_ += more;
      return fits;
    }

   private:
    ByteBudget& budget_;
    std::int64_t held_ = 0;
  };

 private:
  std::atomic<std::int64_t> left_;
};

}  // namespace hfi::server
