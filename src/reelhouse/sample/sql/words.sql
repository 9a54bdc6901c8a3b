-- The words that names, titles and texts are put together from: our own lists, in several scripts.
set variable given_names = [
    'Ada', 'Adela', 'Alder', 'Alma', 'Amos', 'Anson', 'Arden', 'Arlo', 'Astrid', 'Aubrey',
    'August', 'Avery', 'Barnaby', 'Basil', 'Beatrix', 'Bellamy', 'Bertram', 'Blythe', 'Boris',
    'Bram', 'Briony', 'Bruno', 'Calla', 'Callum', 'Carmen', 'Cassia', 'Cecil', 'Cedric', 'Celeste',
    'Clara', 'Clement', 'Clio', 'Conrad', 'Cora', 'Cyril', 'Dahlia', 'Damon', 'Daphne', 'Delia',
    'Della', 'Dexter', 'Dinah', 'Dora', 'Dorian', 'Edda', 'Edgar', 'Edith', 'Edmund', 'Effie',
    'Elias', 'Elmer', 'Elsa', 'Emeric', 'Enid', 'Enoch', 'Errol', 'Esme', 'Ethel', 'Eunice',
    'Ezra', 'Fabian', 'Faye', 'Felix', 'Fern', 'Fiona', 'Flora', 'Floyd', 'Freya', 'Gideon',
    'Gilda', 'Giles', 'Ginger', 'Gloria', 'Greta', 'Griffin', 'Gus', 'Gwen', 'Hadley', 'Harlan',
    'Harriet', 'Hattie', 'Hazel', 'Hector', 'Helga', 'Henrik', 'Hester', 'Hollis', 'Homer', 'Hope',
    'Horace', 'Hugo', 'Ida', 'Ignatius', 'Ilona', 'Imogen', 'Ines', 'Ingrid', 'Irene', 'Iris',
    'Irma', 'Isidore', 'Ivan', 'Ivo', 'Ivy', 'Jasper', 'Jemima', 'Jethro', 'Joan', 'Jonas',
    'Josephine', 'Judd', 'Juno', 'Kai', 'Keir', 'Kit', 'Lana', 'Lars', 'Laszlo', 'Leander', 'Lena',
    'Leopold', 'Lettie', 'Levi', 'Lila', 'Linus', 'Lionel', 'Livia', 'Lorna', 'Lucian', 'Ludo',
    'Luna', 'Mabel', 'Magnus', 'Maisie', 'Malcolm', 'Mara', 'Marcel', 'Margot', 'Marlow',
    'Matilda', 'Maude', 'Maxim', 'Mercy', 'Merle', 'Milo', 'Mina', 'Minnie', 'Mirabel', 'Moira',
    'Mona', 'Mungo', 'Myra', 'Nadia', 'Ned', 'Nell', 'Nestor', 'Niall', 'Nico', 'Nils', 'Noel',
    'Nora', 'Odette', 'Olaf', 'Olive', 'Orla', 'Orson', 'Oscar', 'Otis', 'Otto', 'Owen', 'Pearl',
    'Penn', 'Perdita', 'Percy', 'Petra', 'Philippa', 'Phoebe', 'Piers', 'Polly', 'Quentin',
    'Quinn', 'Ralph', 'Ramona', 'Reuben', 'Rex', 'Rhoda', 'Roland', 'Romy', 'Rosalind', 'Rowan',
    'Roy', 'Rufus', 'Rupert', 'Sabine', 'Saul', 'Selma', 'Seth', 'Sibyl', 'Silas', 'Simone', 'Sol',
    'Stella', 'Sylvan', 'Tamsin', 'Tess', 'Thea', 'Theo', 'Tilda', 'Titus', 'Tobias', 'Tobin',
    'Ursula', 'Vera', 'Vernon', 'Victor', 'Viola', 'Vivian', 'Wanda', 'Wilbur', 'Wilma',
    'Winifred', 'Xenia', 'Yara', 'Yorick', 'Yves', 'Zara', 'Zelda', 'Zeno', 'Zora'
];

set variable accented_names = [
    'Adélaïde', 'Anaïs', 'Ângela', 'Åsa', 'Béla', 'Bjørn', 'Björk', 'Cédric', 'Célia', 'Chloé',
    'Désirée', 'Élodie', 'Émile', 'Ewelina', 'Étienne', 'François', 'Frédéric', 'Gaëlle', 'Géza',
    'Gérard', 'Håkon', 'Hélène', 'Inés', 'Jérôme', 'Jörg', 'José', 'Józef', 'Jürgen', 'Käthe',
    'Léa', 'Loïc', 'Łucja', 'Márta', 'Mélanie', 'Mónica', 'Noël', 'Øyvind', 'Ørjan', 'Pál', 'Raúl',
    'René', 'Renée', 'Ródão', 'Sébastien', 'Sinéad', 'Søren', 'Štěpán', 'Tomáš', 'Ümit', 'Valérie',
    'Věra', 'Zoë', 'Žofia', 'Þóra'
];

set variable surname_heads = [
    'Ash', 'Alder', 'Arm', 'Bar', 'Beck', 'Ben', 'Birch', 'Black', 'Bram', 'Bright', 'Brook',
    'Brown', 'Burn', 'Cald', 'Carl', 'Cart', 'Chat', 'Clay', 'Clif', 'Cold', 'Corn', 'Cran',
    'Crick', 'Dal', 'Dar', 'Dun', 'Earn', 'East', 'El', 'Elm', 'Fair', 'Far', 'Fen', 'Fern',
    'Field', 'Flint', 'Ford', 'Fox', 'Gar', 'Glad', 'Glen', 'Gold', 'Gran', 'Gray', 'Green', 'Hal',
    'Ham', 'Hard', 'Hart', 'Haver', 'Hawk', 'Hazel', 'Heath', 'Hol', 'Horn', 'Hunt', 'Kel', 'Ken',
    'Kings', 'Lam', 'Lang', 'Lark', 'Law', 'Lin', 'Lock', 'Long', 'Mal', 'March', 'Mar', 'Mer',
    'Mid', 'Mill', 'Mor', 'Nor', 'Oak', 'Old', 'Pem', 'Pen', 'Pick', 'Quar', 'Rad', 'Raven', 'Red',
    'Ridge', 'Rock', 'Ros', 'Sal', 'Sand', 'Shel', 'Silver', 'Stan', 'Stock', 'Stone', 'Strat',
    'Sut', 'Thorn', 'Thur', 'Tor', 'Tren', 'Wal', 'War', 'Wes', 'Whit', 'Wil', 'Win', 'Wood',
    'Wyn', 'York'
];

set variable surname_tails = [
    'ard', 'bank', 'beck', 'bell', 'berg', 'borne', 'borough', 'bourne', 'bridge', 'brook', 'bury',
    'by', 'castle', 'cliffe', 'combe', 'cote', 'court', 'croft', 'dale', 'den', 'don', 'down',
    'ell', 'er', 'ering', 'ers', 'ersley', 'fell', 'field', 'ford', 'gate', 'ger', 'grave',
    'grove', 'ham', 'hart', 'hill', 'holm', 'house', 'hurst', 'ing', 'ington', 'kin', 'land',
    'ley', 'lock', 'low', 'man', 'mere', 'mond', 'more', 'ner', 'nett', 'ney', 'over', 'pool',
    'ridge', 'ris', 'rose', 'sall', 'ser', 'shaw', 'side', 'smith', 'son', 'stead', 'stein',
    'sted', 'stock', 'stone', 'ström', 'ter', 'thorpe', 'ton', 'vale', 'ville', 'wall', 'ward',
    'way', 'well', 'wick', 'wood', 'worth'
];

set variable accented_surnames = [
    'Ångström', 'Årdal', 'Beaulieu-Côté', 'Błaszczak', 'Čapková', 'Castañeda', 'Çelik', 'Dubçek',
    'Dvořáček', 'Émond', 'Étienne', 'Fernández', 'Garção', 'Gärtner', 'Góralski', 'Grønbæk',
    'Güneş', 'Håkansson', 'Halldórsdóttir', 'Højgaard', 'Ibáñez', 'Jørgensby', 'Jõesaar',
    'Kovářík', 'Krčmář', 'Labbé', 'Lévêque', 'López', 'Lövgren', 'Łomnica', 'Martínez', 'Møllerup',
    'Muñoz', 'Müllner', 'Nagygyörgy', 'Nuñez', 'Ødegård', 'Öztürk', 'Peña', 'Pérez', 'Poulençon',
    'Quévillon', 'Råström', 'Ribéry', 'Rönnblad', 'Šimůnek', 'Sørlie', 'Székelyhídi', 'Szőke',
    'Tørnquist', 'Tröger', 'Uçar', 'Vågen', 'Vašíček', 'Węgrzyn', 'Wójtowicz', 'Yıldızoğlu',
    'Zăvoianu', 'Zübeyir', 'Žižkov'
];

set variable cyrillic_given_names = [
    'Анна', 'Аркадий', 'Борис', 'Вера', 'Галина', 'Глеб', 'Дарья', 'Егор', 'Захар', 'Зоя', 'Илья',
    'Ирина', 'Кира', 'Лев', 'Лидия', 'Марк', 'Мирон', 'Нина', 'Олег', 'Павел', 'Римма', 'Савва',
    'Таисия', 'Фёдор', 'Юлия', 'Яков'
];

set variable cyrillic_surnames = [
    'Берёзов', 'Ветров', 'Воронец', 'Градов', 'Дубинин', 'Ермилов', 'Журавлин', 'Заречный',
    'Калинов', 'Ковыль', 'Лесков', 'Лугинин', 'Морозков', 'Новицын', 'Озеров', 'Полянский',
    'Рябинин', 'Снегирев', 'Тихомиров', 'Ухтин', 'Холмский', 'Черёмухин', 'Шаповал', 'Яснов'
];

set variable han_names = [
    '青木葵', '石川遼太', '上田千早', '大森楓', '川村一樹', '木下美緒', '黒沢蓮', '佐野小夜', '白石直人', '高城凛', '田所幸', '中原朔',
    '西野薫', '橋本栞', '藤代湊', '松永律', '三浦梢', '村瀬透', '森下雫', '山際翔', '林雨晴', '陈秋白', '李望舒', '周听雨', '赵明远',
    '吴芷若', '沈青禾', '顾长风', '김하늘', '박서윤', '이도현', '최은별', '정가람', '한소라'
];

set variable other_names = [
    'आरव माथुर', 'काव्या सेन', 'रोहन चौधरी', 'नीला वर्मा', 'ليلى الحداد', 'سامر النجار',
    'نور الفاسي', 'โชค วงศ์ดี', 'มาลี ศรีสุข', 'Ελένη Καραγιάννη', 'Νίκος Λαμπρίδης', 'ענת ברנע'
];

set variable nouns = [
    'acrobat', 'admiral', 'album', 'alley', 'almanac', 'anchor', 'anthem', 'apple', 'arcade',
    'archive', 'armour', 'arrow', 'ash', 'attic', 'aunt', 'avalanche', 'balcony', 'ballad',
    'ballroom', 'bank', 'banner', 'barge', 'barn', 'basement', 'beach', 'beacon', 'bell',
    'bicycle', 'birthday', 'blanket', 'blizzard', 'blossom', 'boat', 'bonfire', 'border',
    'boulevard', 'bracelet', 'brass', 'breakfast', 'bride', 'bridge', 'brother', 'bullet',
    'butterfly', 'cabin', 'cage', 'camera', 'canal', 'candle', 'canyon', 'captain', 'caravan',
    'card', 'carnival', 'carpet', 'castle', 'cathedral', 'cave', 'ceiling', 'cellar', 'chain',
    'chalk', 'chandelier', 'chapel', 'chimney', 'choir', 'circle', 'circus', 'city', 'clock',
    'cloud', 'coast', 'coat', 'code', 'coffin', 'coin', 'colony', 'comet', 'compass', 'concert',
    'contract', 'copper', 'coral', 'corridor', 'cottage', 'country', 'courtyard', 'cousin',
    'cradle', 'crane', 'crater', 'crossing', 'crow', 'crown', 'current', 'curtain', 'dance',
    'daughter', 'dawn', 'debt', 'desert', 'detour', 'devil', 'diary', 'diner', 'doctor', 'dog',
    'doll', 'door', 'dragon', 'dream', 'drum', 'duel', 'dust', 'eagle', 'echo', 'eclipse',
    'elephant', 'elevator', 'ember', 'emperor', 'empire', 'engine', 'envelope', 'equinox',
    'estate', 'evening', 'experiment', 'falcon', 'family', 'farm', 'farewell', 'father', 'feast',
    'feather', 'ferry', 'fever', 'fiddle', 'field', 'fire', 'fish', 'flame', 'flight', 'flood',
    'flower', 'fog', 'forest', 'forge', 'fortress', 'fountain', 'fox', 'frontier', 'funeral',
    'game', 'garden', 'gate', 'ghost', 'giant', 'girl', 'glacier', 'glass', 'goat', 'gold',
    'grandmother', 'grave', 'guitar', 'gun', 'hammer', 'harbour', 'harvest', 'hat', 'hawk',
    'heart', 'heir', 'highway', 'hill', 'holiday', 'honey', 'horizon', 'horse', 'hospital',
    'hotel', 'hour', 'house', 'hunter', 'husband', 'ice', 'inheritance', 'ink', 'inn', 'island',
    'ivory', 'jacket', 'jewel', 'journey', 'judge', 'jungle', 'jury', 'key', 'king', 'kingdom',
    'kitchen', 'kite', 'knife', 'knight', 'ladder', 'lake', 'lamp', 'lantern', 'laughter',
    'lawyer', 'league', 'letter', 'library', 'lie', 'light', 'lighthouse', 'lion', 'lock',
    'locket', 'lover', 'machine', 'magician', 'map', 'market', 'marriage', 'mask', 'meadow',
    'melody', 'memory', 'mermaid', 'message', 'midnight', 'mill', 'mine', 'miracle', 'mirror',
    'mist', 'moon', 'morning', 'moth', 'mother', 'motel', 'mountain', 'museum', 'mystery',
    'needle', 'neighbour', 'night', 'nightingale', 'notebook', 'oath', 'ocean', 'orchard',
    'orchestra', 'orphan', 'owl', 'painter', 'palace', 'parade', 'parrot', 'passage', 'passenger',
    'path', 'pearl', 'phantom', 'photograph', 'piano', 'picnic', 'pilot', 'pirate', 'planet',
    'platform', 'poet', 'pony', 'portrait', 'postcard', 'priest', 'prince', 'prison', 'promise',
    'puppet', 'quarry', 'queen', 'quilt', 'radio', 'railway', 'rain', 'raven', 'reckoning',
    'refuge', 'regiment', 'rehearsal', 'reunion', 'ribbon', 'ring', 'river', 'road', 'robot',
    'rooftop', 'room', 'rose', 'runaway', 'sailor', 'salt', 'sand', 'scandal', 'scar', 'school',
    'season', 'secret', 'shadow', 'ship', 'shore', 'shepherd', 'silence', 'silver', 'singer',
    'sister', 'sky', 'sleeper', 'smoke', 'snow', 'soldier', 'song', 'sparrow', 'spell', 'spider',
    'spring', 'spy', 'stable', 'stairs', 'star', 'station', 'statue', 'stone', 'storm', 'stranger',
    'street', 'summer', 'suitcase', 'sun', 'swan', 'sword', 'table', 'tailor', 'teacher',
    'telegram', 'temple', 'tenant', 'theatre', 'thief', 'thorn', 'thunder', 'ticket', 'tide',
    'tiger', 'toast', 'tower', 'town', 'toy', 'trade', 'train', 'traitor', 'treasure', 'trial',
    'triangle', 'trumpet', 'truth', 'tunnel', 'twilight', 'twin', 'umbrella', 'uncle', 'uniform',
    'valley', 'vault', 'verdict', 'victory', 'village', 'vine', 'violin', 'visitor', 'voice',
    'volcano', 'voyage', 'wager', 'wagon', 'waltz', 'war', 'watchmaker', 'water', 'wedding',
    'well', 'whale', 'whisper', 'widow', 'wife', 'wildfire', 'willow', 'wind', 'window', 'wine',
    'winter', 'witness', 'wolf', 'woman', 'wonder', 'wreck', 'year', 'zeppelin', 'zoo'
];

set variable adjectives = [
    'abandoned', 'amber', 'ancient', 'angry', 'anxious', 'autumn', 'bare', 'beautiful', 'bitter',
    'blind', 'blue', 'bold', 'borrowed', 'brave', 'breathless', 'brief', 'bright', 'broken',
    'burning', 'calm', 'careless', 'cautious', 'celebrated', 'charming', 'cheerful', 'clever',
    'clumsy', 'cold', 'counterfeit', 'cracked', 'crimson', 'crooked', 'cruel', 'curious',
    'dangerous', 'dark', 'dazzling', 'dead', 'deep', 'desperate', 'devoted', 'distant', 'divided',
    'doomed', 'double', 'drowned', 'dusty', 'eager', 'early', 'eccentric', 'electric', 'elegant',
    'empty', 'enchanted', 'endless', 'enormous', 'eternal', 'excellent', 'extraordinary',
    'faithful', 'false', 'famous', 'fearless', 'final', 'first', 'floating', 'foolish',
    'forbidden', 'forgotten', 'fourth', 'fragile', 'frozen', 'gentle', 'gifted', 'gilded',
    'glorious', 'golden', 'good', 'grand', 'grateful', 'great', 'green', 'guilty', 'happy',
    'haunted', 'hidden', 'hollow', 'honest', 'hopeless', 'humble', 'hungry', 'idle', 'impossible',
    'inconvenient', 'infinite', 'innocent', 'invisible', 'iron', 'jealous', 'last', 'late', 'lazy',
    'little', 'lonely', 'long', 'lost', 'loud', 'lucky', 'mad', 'magnificent', 'marvellous',
    'merry', 'mighty', 'missing', 'modest', 'mysterious', 'narrow', 'nameless', 'nervous', 'noble',
    'obedient', 'old', 'ordinary', 'orphaned', 'other', 'outrageous', 'painted', 'pale', 'paper',
    'patient', 'peculiar', 'perfect', 'polite', 'poor', 'private', 'proud', 'quiet', 'reckless',
    'red', 'reluctant', 'restless', 'retired', 'ruined', 'sacred', 'scarlet', 'second', 'secret',
    'seventh', 'shining', 'shy', 'silent', 'silver', 'simple', 'sleepless', 'slow', 'small',
    'solitary', 'sorry', 'stolen', 'strange', 'stubborn', 'sudden', 'sunken', 'sweet', 'tall',
    'tender', 'terrible', 'thirteenth', 'timid', 'tired', 'troubled', 'true', 'twisted',
    'unfinished', 'unforgettable', 'uninvited', 'unlikely', 'unwanted', 'vanishing', 'velvet',
    'violent', 'wandering', 'weary', 'white', 'wicked', 'wild', 'wise', 'wooden', 'wrong', 'young'
];

set variable places = [
    'Aldermoor', 'Amberley', 'Ardvale', 'Ashcombe', 'Avonlea-on-Sea', 'Bellharbor', 'Birchwater',
    'Black Hollow', 'Bramblegate', 'Brightwater', 'Brindisi Bay', 'Cape Sorrow', 'Carrowmore',
    'Cedar Falls', 'Clearwater', 'Cold Harbor', 'Copperfield', 'Coral Point', 'Crane''s Landing',
    'Dry Creek', 'Dunmore', 'Eastport', 'Eldergrove', 'El Mirador', 'Fairhaven', 'Fallow Springs',
    'Ferncliff', 'Fort Lament', 'Foxborough', 'Glasgow Heights', 'Glenmara', 'Granite Pass',
    'Greywater', 'Halcyon Bay', 'Hartsfield', 'Havana Street', 'Hollowbrook', 'Ironbridge',
    'Isla Perdida', 'Juniper Ridge', 'Kestrel Island', 'Kingsmere', 'Lakeview', 'Larkspur',
    'Little Prague', 'Lockhart', 'Long Meadow', 'Lost River', 'Lower Manheim', 'Maple Hill',
    'Marble Bay', 'Marisol', 'Marrowdale', 'Mercy Junction', 'Millbrook', 'Mistral', 'Montclair',
    'Moonstone', 'Nagoya Road', 'New Carthage', 'Nordhavn', 'North Fork', 'Oakhaven', 'Old Tarsus',
    'Orchard Lane', 'Ostermark', 'Palmetto Key', 'Pine Bluff', 'Point Despair', 'Port Ellery',
    'Port Vesper', 'Quarry Town', 'Quiet Valley', 'Ravenna Falls', 'Red Rock', 'Ridgemont',
    'Rio Seco', 'Rosewater', 'Saint-Aubin', 'Saint-Étienne-du-Lac', 'San Telmo', 'Santa Perla',
    'Shadow Creek', 'Silver City', 'Skagen Point', 'Snowfield', 'South Ferry', 'Stonebridge',
    'Storm Lake', 'Sunset Park', 'Sweetwater', 'Tallow Street', 'Tamarind Bay', 'Thornbury',
    'Three Rivers', 'Timberline', 'Tolna', 'Tulip Square', 'Upper Wexley', 'Vermilion', 'Vesterby',
    'Vienna Court', 'Wailing Cove', 'Waterloo Flats', 'West Arden', 'White Plains Road',
    'Whitmore', 'Wildrose', 'Willowdale', 'Windermoor', 'Winter Harbor', 'Wolf Point', 'Yarrow',
    'Yellow Pine', 'Zemlin'
];

set variable occupations = [
    'accountant', 'actress', 'architect', 'astronomer', 'baker', 'ballerina', 'banker', 'barber',
    'bartender', 'beekeeper', 'biologist', 'bookseller', 'boxer', 'bus driver', 'butcher',
    'captain', 'carpenter', 'cellist', 'clown', 'coal miner', 'comedian', 'composer', 'con artist',
    'cook', 'dancer', 'dentist', 'detective', 'diplomat', 'engineer', 'explorer', 'farmer',
    'ferryman', 'fisherman', 'florist', 'football coach', 'forger', 'gambler', 'gardener',
    'geologist', 'ghostwriter', 'governess', 'hairdresser', 'historian', 'housekeeper',
    'hypnotist', 'illusionist', 'inspector', 'inventor', 'janitor', 'jeweller', 'jockey',
    'journalist', 'judge', 'librarian', 'lighthouse keeper', 'locksmith', 'magician',
    'mathematician', 'mayor', 'mechanic', 'midwife', 'musician', 'nanny', 'newspaper editor',
    'novelist', 'nurse', 'orchestra conductor', 'painter', 'pharmacist', 'photographer', 'pianist',
    'pickpocket', 'piano tuner', 'pilot', 'plumber', 'police officer', 'postman', 'priest',
    'prison guard', 'private eye', 'professor', 'programmer', 'puppeteer', 'radio host', 'rancher',
    'retired general', 'sailor', 'schoolteacher', 'screenwriter', 'sculptor', 'seamstress',
    'shepherd', 'sheriff', 'shopkeeper', 'singer', 'smuggler', 'soldier', 'stuntman', 'surgeon',
    'tailor', 'taxi driver', 'teacher', 'telegraph operator', 'translator', 'travelling salesman',
    'truck driver', 'undertaker', 'veterinarian', 'violinist', 'waitress', 'watchmaker',
    'weather forecaster', 'widower', 'young lawyer'
];

set variable verbs = [
    'abandons', 'accepts', 'accuses', 'adopts', 'avenges', 'befriends', 'betrays', 'blackmails',
    'borrows', 'buries', 'buys', 'challenges', 'chases', 'collects', 'confronts', 'copies',
    'courts', 'deceives', 'defends', 'deserts', 'destroys', 'discovers', 'distrusts', 'draws',
    'escapes', 'exposes', 'fears', 'finds', 'follows', 'forgives', 'guards', 'haunts', 'hides',
    'hires', 'hunts', 'ignores', 'imitates', 'impersonates', 'inherits', 'interviews', 'invents',
    'investigates', 'invites', 'joins', 'kidnaps', 'leaves', 'loses', 'marries', 'meets',
    'mistakes', 'mourns', 'murders', 'needs', 'outwits', 'paints', 'photographs', 'protects',
    'pursues', 'questions', 'raises', 'rebuilds', 'recognizes', 'recruits', 'remembers', 'rescues',
    'resents', 'restores', 'robs', 'saves', 'seduces', 'sells', 'sends', 'shelters', 'steals',
    'studies', 'tracks', 'trains', 'trusts', 'visits', 'watches', 'wins', 'worships'
];

set variable feelings = [
    'ambition', 'anger', 'boredom', 'courage', 'curiosity', 'despair', 'desire', 'doubt', 'envy',
    'faith', 'fear', 'friendship', 'greed', 'grief', 'guilt', 'honour', 'hope', 'hunger',
    'jealousy', 'joy', 'justice', 'loneliness', 'longing', 'love', 'loyalty', 'luck', 'madness',
    'mercy', 'nostalgia', 'obsession', 'passion', 'pity', 'pride', 'rage', 'regret', 'remorse',
    'revenge', 'shame', 'solitude', 'sorrow', 'suspicion', 'tenderness', 'terror', 'vanity',
    'wonder'
];

set variable times = [
    'after the war', 'at the turn of the century', 'before the snow melts',
    'during one long summer', 'every seven years', 'for the first time', 'in a single night',
    'in the last days of the empire', 'in the near future', 'in the nineteen-twenties',
    'in the summer of 1969', 'many years later', 'on Christmas Eve', 'on the eve of the wedding',
    'on the longest day of the year', 'one autumn morning', 'over a weekend', 'the morning after',
    'twenty years earlier', 'under the occupation', 'while the city sleeps', 'with only hours left'
];

set variable foreign_words = [
    'aimer', 'amore', 'âme', 'année', 'bella', 'blanche', 'brûlant', 'cœur', 'città', 'clé',
    'coração', 'corazón', 'demain', 'dernière', 'destino', 'dolce', 'donna', 'été', 'étoile',
    'femme', 'fête', 'fiesta', 'fleur', 'fuego', 'giorno', 'grande', 'guerra', 'herz', 'hiver',
    'homme', 'île', 'jardin', 'jour', 'kleine', 'lac', 'leben', 'luna', 'lumière', 'lune', 'madre',
    'maison', 'mañana', 'mar', 'mare', 'matin', 'mère', 'mondo', 'mort', 'muerte', 'nacht', 'niña',
    'noche', 'notte', 'nuit', 'obscuridad', 'océan', 'oiseau', 'ombre', 'pájaro', 'paese', 'père',
    'petite', 'piazza', 'pluie', 'promesse', 'rêve', 'reine', 'río', 'roi', 'rue', 'ruht',
    'sangre', 'schatten', 'sogno', 'soleil', 'sommer', 'sueño', 'straße', 'tag', 'temps', 'terra',
    'tiempo', 'träume', 'último', 'vecchio', 'vent', 'vida', 'vie', 'ville', 'voce', 'voyage',
    'wald', 'wasser', 'zeit'
];

set variable cyrillic_words = [
    'берег', 'ветер', 'весна', 'война', 'время', 'город', 'дверь', 'день', 'дорога', 'дом', 'друг',
    'душа', 'зима', 'звезда', 'золото', 'игра', 'ключ', 'корабль', 'лес', 'лето', 'лодка',
    'любовь', 'мама', 'море', 'мост', 'небо', 'ночь', 'огонь', 'осень', 'остров', 'память',
    'песня', 'поезд', 'последний', 'праздник', 'река', 'свет', 'север', 'сердце', 'сказка', 'снег',
    'сон', 'степь', 'тайна', 'тень', 'улица', 'утро', 'хлеб'
];

set variable han_words = [
    '愛', '青い', '秋', '朝', '雨の', '石', '命', '海', '影', '風', '花', '火', '光', '冬', '街', '水', '道', '森',
    '約束', '夜', '雪', '夢', '旅', '月', '時計', '鳥', '波', '春', '星の', '大地', '天使', '少女', '帰郷', '江湖', '长夜',
    '故事', '青春', '父亲', '红灯', '孤岛', '바람', '여름', '하늘', '기억', '소년'
];

set variable company_tails = [
    'Pictures', 'Films', 'Film', 'Productions', 'Entertainment', 'Studios', 'Cinema', 'Média',
    'Filmproduktion', 'Filmes', 'Cinematográfica', 'Film Company', 'Film Group', 'Motion Pictures',
    'Media', 'Media Group', 'Releasing', 'Partners', 'Pictures Corporation', 'Film Corporation',
    'Animation', 'Television', 'Broadcasting', '& Associates', '& Sons', 'International',
    'Worldwide', 'Films S.A.', 'Film AB', 'Film GmbH', 'Films Ltd.', 'Pictures Inc.',
    'Entertainment Co., Ltd.', 'Production Committee', 'Filmi', 'Produções', 'Producciones',
    'Prodüksiyon', 'Arthouse', 'Collective', 'Features', 'Originals'
];

set variable special_strings = [
    'Francis "Lucky" O''Dell', '''Salome''s "Last" Dance'' singer', 'Clerk: None',
    'Guard {night shift}', 'Twin A, Twin B [uncredited]', 'back\slash',
    'tab' || chr(9) || 'separated', 'zero' || chr(8203) || 'width',
    'no-break' || chr(160) || 'space', 'It''s True, isn''t it?', 'Georges, dit "Jojo"',
    'Himself: None, {''id'': 7}', ''']', '"}, {"', 'Ünïcödé ☃ 🎬', 'soft' || chr(173) || 'hyphen'
];
