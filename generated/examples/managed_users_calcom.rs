use api_families::managed_users::calcom::Client;
use api_families::managed_users::calcom::models::{
    CreateManagedUserInput, Locale, TimeFormat, UpdateManagedUserInput, WeekStart,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder()
        // Optional: this server is the default.
        .base_url("https://api.cal.com")
        .build()?;

    // Get all managed users.
    let value = client
        .managed_users()
        .list("clsx38nbl0001vkhlwin9fmt0")
        .limit(10)
        .await?;
    println!("{value:#?}");

    // Create a managed user.
    let request = CreateManagedUserInput::new("alice@example.com", "Alice Smith")
        .time_format(TimeFormat::V12)
        .week_start(WeekStart::Monday)
        .time_zone("America/New_York")
        .locale(Locale::En);
    let value = client
        .managed_users()
        .create("clsx38nbl0001vkhlwin9fmt0", request)
        .await?;
    println!("{value:#?}");

    // Update a managed user.
    let request = UpdateManagedUserInput::new()
        .time_format(TimeFormat::V24)
        .week_start(WeekStart::Monday)
        .locale(Locale::It)
        .time_zone("Europe/Rome");
    let value = client
        .managed_users()
        .update("clsx38nbl0001vkhlwin9fmt0", 1, request)
        .await?;
    println!("{value:#?}");
    Ok(())
}
