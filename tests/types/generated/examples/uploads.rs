use type_chapters::runtime::{FilePart, UploadBody};
use type_chapters::uploads::Client;
use type_chapters::uploads::models::CreateAlbumBody;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder()
        // The address of your server.
        .base_url("https://api.example.com")
        .build()?;

    client
        .files()
        .put_file("id", UploadBody::from_path("file.bin"))
        .await?;

    client
        .files()
        .patch_file("id", UploadBody::from_path("file.bin"))
        .await?;

    let request = CreateAlbumBody::new("title", FilePart::new("file.txt", "content"));
    client.albums().create_album(request).await?;
    Ok(())
}
